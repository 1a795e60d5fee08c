import { type ChatMessage, maxChatMessages } from '../../contract/room-state.ts';

/** Text kept of one meeting at most, in bytes of UTF-8. */
export const maxChatBytes = 256 * 1024;

/** The newest chat messages of a live meeting, for the next box. A message that comes twice is kept once. */
export class ChatStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  create(): void {
    this.#sql.exec(
      'create table if not exists chat (seq integer primary key, bytes integer not null, json text not null)',
    );
  }

  add(messages: readonly ChatMessage[]): void {
    const encoder = new TextEncoder();
    for (const message of messages)
      this.#sql.exec(
        'insert or ignore into chat (seq, bytes, json) values (?, ?, ?)',
        message.seq,
        encoder.encode(message.text).length,
        JSON.stringify(message),
      );
    this.#sql.exec(
      `delete from chat where seq in (
         select seq from (
           select seq, row_number() over newest as number, sum(bytes) over newest as total from chat
           window newest as (order by seq desc)
         ) where number > ? or total > ?)`,
      maxChatMessages,
      maxChatBytes,
    );
  }

  /** In the order in which they were written. */
  all(): ChatMessage[] {
    return this.#sql
      .exec<{ json: string }>('select json from chat order by seq')
      .toArray()
      .map(({ json }) => JSON.parse(json) as ChatMessage);
  }

  clear(): void {
    this.#sql.exec('delete from chat');
  }
}
