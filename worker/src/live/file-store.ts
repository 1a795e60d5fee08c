import type { SharedFile } from '../../contract/files.ts';

/** A file of a live meeting, from the moment at which somebody may upload it. */
export type LiveFile = SharedFile & {
  /** Its place in the bucket: random, and told to nobody. */
  key: string;
  participantId: string;
  /** Participant; null: everybody. */
  to: string | null;
  /** Its bytes are in the bucket: until then `size` is what may still come. */
  stored: boolean;
};

/** What is known of a live meeting's files. A row stays until its bytes are deleted. */
export class FileStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  create(): void {
    this.#sql.exec(
      'create table if not exists files (id text primary key, expiresAtMs integer not null, json text not null)',
    );
  }

  put(file: LiveFile, expiresAtMs: number): void {
    this.#sql.exec(
      'insert or replace into files (id, expiresAtMs, json) values (?, ?, ?)',
      file.id,
      expiresAtMs,
      JSON.stringify(file),
    );
  }

  /** Null also when it is past its time. */
  get(id: string, nowMs: number): LiveFile | null {
    return this.#read('select json from files where id = ? and expiresAtMs > ?', id, nowMs)[0] ?? null;
  }

  current(nowMs: number): LiveFile[] {
    return this.#read('select json from files where expiresAtMs > ?', nowMs);
  }

  /** Those whose time is over, and whose bytes are still there. */
  expired(nowMs: number): LiveFile[] {
    return this.#read('select json from files where expiresAtMs <= ?', nowMs);
  }

  /** When the next one's time is over; null if there are none. */
  nextDueMs(): number | null {
    return this.#sql.exec<{ due: number | null }>('select min(expiresAtMs) as due from files').one().due;
  }

  expireAll(): void {
    this.#sql.exec('update files set expiresAtMs = 0');
  }

  delete(id: string): void {
    this.#sql.exec('delete from files where id = ?', id);
  }

  #read(query: string, ...values: (string | number)[]): LiveFile[] {
    return this.#sql
      .exec<{ json: string }>(query, ...values)
      .toArray()
      .map(({ json }) => JSON.parse(json) as LiveFile);
  }
}
