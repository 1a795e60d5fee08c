import { type ChatMessage, maxChatMessages } from '../../contract/room-state.ts';

/** What earlier versions did not write. */
const messageBefore = { role: 'guest', to: null, file: null } as const;

/** Text kept of one meeting at most, in bytes of UTF-8. */
export const maxChatBytes = 256 * 1024;

/**
 * The newest chat messages of a live meeting, for the next box. A message that comes twice is kept once, under its higher number: a
 * box gives its own another one when an earlier box's turn out to have it. Until it says so, two may have the same.
 */
export class ChatStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  create(): void {
    // What earlier versions kept, which had one message per number.
    this.#sql.exec('drop table if exists chat');
    this.#sql.exec(
      `create table if not exists messages
         (id text primary key, seq integer not null, bytes integer not null, json text not null)`,
    );
  }

  add(messages: readonly ChatMessage[]): void {
    const encoder = new TextEncoder();
    for (const message of messages)
      this.#sql.exec(
        `insert into messages (id, seq, bytes, json) values (?, ?, ?, ?)
         on conflict (id) do update set seq = excluded.seq, json = excluded.json where excluded.seq > seq`,
        message.id,
        message.seq,
        encoder.encode(message.text).length,
        JSON.stringify(message),
      );
    this.#sql.exec(
      `delete from messages where id in (
         select id from (
           select id, row_number() over newest as number, sum(bytes) over newest as total from messages
           window newest as (order by seq desc, rowid desc rows unbounded preceding)
         ) where number > ? or total > ?)`,
      maxChatMessages,
      maxChatBytes,
    );
  }

  /** In the order in which they were written. */
  all(): ChatMessage[] {
    return this.#sql
      .exec<{ json: string }>('select json from messages order by seq, rowid')
      .toArray()
      .map(({ json }): ChatMessage => ({ ...messageBefore, ...JSON.parse(json) }));
  }

  clear(): void {
    this.#sql.exec('delete from messages');
  }
}
