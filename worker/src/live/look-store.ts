import type { MediaAddress } from './media-address.ts';

/** A box whose announced addresses did not answer, and when they are looked at again. */
export type PendingLook = { boxId: string; media: MediaAddress[]; dueAtMs: number };

/** Boxes that cannot be reached at an address that they announce: kept over the object's sleep, only while that is so. */
export class LookStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(
      'create table if not exists unreachable (boxId text primary key, media text not null, dueAtMs integer not null)',
    );
  }

  save({ boxId, media, dueAtMs }: PendingLook): void {
    this.#sql.exec('insert or replace into unreachable values (?, ?, ?)', boxId, JSON.stringify(media), dueAtMs);
  }

  forget(boxId: string): void {
    this.#sql.exec('delete from unreachable where boxId = ?', boxId);
  }

  has(boxId: string): boolean {
    return this.#sql.exec('select 1 from unreachable where boxId = ?', boxId).toArray().length > 0;
  }

  all(): PendingLook[] {
    return this.#sql
      .exec<{ boxId: string; media: string; dueAtMs: number }>('select * from unreachable')
      .toArray()
      .map(({ media, ...rest }) => ({ ...rest, media: JSON.parse(media) as MediaAddress[] }));
  }
}
