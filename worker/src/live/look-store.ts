import type { MediaAddress } from './media-address.ts';

/** A box that was not reached at what it announces: how many looks in a row, and when the next one is due. */
type FailedLook = { boxId: string; media: MediaAddress[]; failures: number; dueAtMs: number };

/** Boxes whose last look failed: kept over the object's sleep, only while that is so. */
export class LookStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(
      `create table if not exists failedLooks
         (boxId text primary key, media text not null, failures integer not null, dueAtMs integer not null)`,
    );
  }

  save({ boxId, media, failures, dueAtMs }: FailedLook): void {
    const row = [boxId, JSON.stringify(media), failures, dueAtMs];
    this.#sql.exec('insert or replace into failedLooks (boxId, media, failures, dueAtMs) values (?, ?, ?, ?)', ...row);
  }

  forget(boxId: string): void {
    this.#sql.exec('delete from failedLooks where boxId = ?', boxId);
  }

  of(boxId: string): FailedLook | null {
    return this.#rows('boxId = ?', boxId)[0] ?? null;
  }

  all(): FailedLook[] {
    return this.#rows('true');
  }

  #rows(where: string, ...values: string[]): FailedLook[] {
    return this.#sql
      .exec<Omit<FailedLook, 'media'> & { media: string }>(`select * from failedLooks where ${where}`, ...values)
      .toArray()
      .map(({ media, ...rest }) => ({ ...rest, media: JSON.parse(media) as MediaAddress[] }));
  }
}
