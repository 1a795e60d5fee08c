/**
 * Counts of tries that failed, in fixed windows. In storage, unlike other counts: an object that sleeps for a moment must not
 * forget how often somebody guessed.
 */
export class AttemptStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  create(): void {
    this.#sql.exec(
      'create table if not exists attempts (key text primary key, endsAtMs integer not null, count integer not null)',
    );
  }

  /** Seconds until the key may try again; null: now. */
  wait(key: string, max: number, nowMs: number): number | null {
    const [row] = this.#sql
      .exec<{ endsAtMs: number }>(
        'select endsAtMs from attempts where key = ? and endsAtMs > ? and count >= ?',
        ...[key, nowMs, max],
      )
      .toArray();
    return row ? Math.max(1, Math.ceil((row.endsAtMs - nowMs) / 1000)) : null;
  }

  count(key: string, windowMs: number, nowMs: number): void {
    this.#sql.exec('delete from attempts where endsAtMs <= ?', nowMs);
    this.#sql.exec(
      `insert into attempts (key, endsAtMs, count) values (?, ?, 1)
       on conflict (key) do update set count = count + 1`,
      ...[key, nowMs + windowMs],
    );
  }
}
