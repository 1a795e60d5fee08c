import type { BoxRefusal } from '../../contract/boxes.ts';

/**
 * Whose refusal it is: of an enrolled box that showed its key, of one that did not (so that anybody may have pretended to be it), or of
 * an id that is not enrolled.
 */
type RefusedBy = 'proved' | 'unproved' | 'unknown';

/** Most refusals of each kind that are kept: who makes them up must not fill the list. Together at most 50. */
export const maxBoxRefusals: Record<RefusedBy, number> = { proved: 30, unproved: 10, unknown: 10 };
/** How long a refusal is told after it last happened. */
export const boxRefusalKeptMs = 7 * 86_400_000;

type Row = BoxRefusal & { by: RefusedBy };

/**
 * Boxes that were not let in, one row for each (alleged) box, reason and kind. Where there are too many, those that tried least go first: a box
 * that keeps trying stays in the list, however many ids somebody makes up.
 */
export class BoxRefusalStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(
      `create table if not exists refusedBoxes (boxId text not null, code text not null, "by" text not null,
         detail text not null, times integer not null, lastAtMs integer not null, primary key (boxId, code, "by"))`,
    );
  }

  note({ boxId, code, by, detail }: Omit<Row, 'times' | 'lastAtMs'>, nowMs: number): void {
    this.#sql.exec('delete from refusedBoxes where lastAtMs < ?', nowMs - boxRefusalKeptMs);
    this.#makeRoom(boxId, code, by);
    this.#sql.exec(
      `insert into refusedBoxes (boxId, code, "by", detail, times, lastAtMs) values (?, ?, ?, ?, 1, ?)
       on conflict (boxId, code, "by") do update set
         detail = excluded.detail, times = times + 1, lastAtMs = excluded.lastAtMs`,
      ...[boxId, code, by, detail, nowMs],
    );
  }

  /** The newest first. */
  list(nowMs: number): BoxRefusal[] {
    return this.#sql
      .exec<Row>('select * from refusedBoxes where lastAtMs >= ? order by lastAtMs desc', nowMs - boxRefusalKeptMs)
      .toArray()
      .map(({ boxId, code, detail, times, lastAtMs }) => ({ boxId, code, detail, times, lastAtMs }));
  }

  /** Enrolled anew or forgotten: what was before tells nothing any more. */
  forget(boxId: string): void {
    this.#sql.exec('delete from refusedBoxes where boxId = ?', boxId);
  }

  #makeRoom(boxId: string, code: string, by: RefusedBy): void {
    this.#sql.exec(
      `delete from refusedBoxes where rowid in (
         select rowid from refusedBoxes where "by" = ?1 and not (boxId = ?2 and code = ?3)
         order by times desc, lastAtMs desc limit -1 offset ?4)`,
      ...[by, boxId, code, maxBoxRefusals[by] - 1],
    );
  }
}
