import type { Session, Stay } from '../meetings/attendance-store.ts';

/** Something to be written to the database; `change` tells it from a later change of the same. */
export type Unwritten = {
  sessions: (Session & { change: number })[];
  stays: { startedAtMs: number; stay: Stay; change: number }[];
};

/** Attendance of the live meeting until it is in the database: nothing is lost while that cannot be reached. */
export class StayStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  create(): void {
    // `change` 0: written.
    this.#sql.exec(
      `create table if not exists sessions
         (startedAtMs integer primary key, endedAtMs integer, change integer not null)`,
    );
    this.#sql.exec(
      `create table if not exists stays (startedAtMs integer not null, participantId text not null,
         joinedAtMs integer not null, json text not null, change integer not null,
         primary key (startedAtMs, participantId, joinedAtMs))`,
    );
  }

  putSession({ startedAtMs, endedAtMs }: Session): void {
    const change = this.#nextChange('sessions');
    this.#sql.exec('insert or replace into sessions values (?, ?, ?)', startedAtMs, endedAtMs, change);
  }

  putStay(startedAtMs: number, stay: Stay): void {
    const { participantId, joinedAtMs } = stay;
    const change = this.#nextChange('stays');
    this.#sql.exec(
      'insert or replace into stays values (?, ?, ?, ?, ?)',
      ...[startedAtMs, participantId, joinedAtMs, JSON.stringify(stay), change],
    );
  }

  /** In the order of coming. */
  staysOf(startedAtMs: number): Stay[] {
    return this.#sql
      .exec<{ json: string }>('select json from stays where startedAtMs = ? order by joinedAtMs', startedAtMs)
      .toArray()
      .map(({ json }) => JSON.parse(json) as Stay);
  }

  unwritten(): Unwritten {
    const sessions = this.#sql.exec<Unwritten['sessions'][number]>('select * from sessions where change > 0').toArray();
    const stays = this.#sql
      .exec<{ startedAtMs: number; json: string; change: number }>(
        'select * from stays where change > 0 order by change',
      )
      .toArray()
      .map(({ startedAtMs, json, change }) => ({ startedAtMs, stay: JSON.parse(json) as Stay, change }));
    return { sessions, stays };
  }

  written({ sessions, stays }: Unwritten): void {
    for (const { change } of sessions) this.#sql.exec('update sessions set change = 0 where change = ?', change);
    for (const { change } of stays) this.#sql.exec('update stays set change = 0 where change = ?', change);
  }

  /** Forgets what is written of times that are over. */
  forgetWritten(except: number | null): void {
    this.#sql.exec('delete from stays where change = 0 and startedAtMs is not ?', except);
    this.#sql.exec('delete from sessions where change = 0 and startedAtMs is not ?', except);
  }

  #nextChange(table: 'sessions' | 'stays'): number {
    return this.#sql.exec<{ next: number }>(`select coalesce(max(change), 0) + 1 as next from ${table}`).one().next;
  }
}
