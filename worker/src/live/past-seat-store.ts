/** The seat of somebody who was in a time that is over. */
export type PastSeat = { id: string; secretHash: string; startedAtMs: number };

/** Seats that are gone with their time, for as long as people may still say how it was. */
export class PastSeatStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  create(): void {
    this.#sql.exec(
      `create table if not exists pastSeats
         (id text primary key, secretHash text not null, startedAtMs integer not null, untilMs integer not null)`,
    );
  }

  add({ id, secretHash, startedAtMs }: PastSeat, untilMs: number): void {
    this.#sql.exec('insert or replace into pastSeats values (?, ?, ?, ?)', id, secretHash, startedAtMs, untilMs);
  }

  get(id: string, nowMs: number): PastSeat | null {
    const [seat] = this.#sql
      .exec<PastSeat>('select id, secretHash, startedAtMs from pastSeats where id = ? and untilMs > ?', id, nowMs)
      .toArray();
    return seat ?? null;
  }

  prune(nowMs: number): void {
    this.#sql.exec('delete from pastSeats where untilMs <= ?', nowMs);
  }
}
