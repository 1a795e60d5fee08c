import type { BoxRefusal } from '../../contract/boxes.ts';

/** Most refusals that are kept, and of these of ids that are not enrolled: who makes up ids must not fill the list. */
export const maxBoxRefusals = 50;
export const maxUnknownBoxRefusals = 20;
/** How long a refusal is told after it last happened. */
export const boxRefusalKeptMs = 7 * 86_400_000;

type Row = BoxRefusal & { enrolled: number };

/**
 * Boxes that were not let in, one row for each (alleged) box and reason. Where there are too many, those that tried least go first: a box
 * that keeps trying stays in the list, however many ids somebody makes up.
 */
export class BoxRefusalStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(
      `create table if not exists boxRefusals (boxId text not null, code text not null, detail text not null,
         enrolled integer not null, times integer not null, lastAtMs integer not null, primary key (boxId, code))`,
    );
  }

  note(
    { boxId, code, detail, enrolled }: Omit<Row, 'times' | 'lastAtMs' | 'enrolled'> & { enrolled: boolean },
    nowMs: number,
  ) {
    this.#sql.exec('delete from boxRefusals where lastAtMs < ?', nowMs - boxRefusalKeptMs);
    this.#makeRoom(boxId, code, enrolled);
    this.#sql.exec(
      `insert into boxRefusals (boxId, code, detail, enrolled, times, lastAtMs) values (?, ?, ?, ?, 1, ?)
       on conflict (boxId, code) do update set
         detail = excluded.detail, enrolled = excluded.enrolled, times = times + 1, lastAtMs = excluded.lastAtMs`,
      ...[boxId, code, detail, enrolled ? 1 : 0, nowMs],
    );
  }

  /** The newest first. */
  list(nowMs: number): BoxRefusal[] {
    return this.#sql
      .exec<Row>('select * from boxRefusals where lastAtMs >= ? order by lastAtMs desc', nowMs - boxRefusalKeptMs)
      .toArray()
      .map(({ boxId, code, detail, times, lastAtMs }) => ({ boxId, code, detail, times, lastAtMs }));
  }

  /** Enrolled anew or forgotten: what was before tells nothing any more. */
  forget(boxId: string): void {
    this.#sql.exec('delete from boxRefusals where boxId = ?', boxId);
  }

  #makeRoom(boxId: string, code: string, enrolled: boolean): void {
    const max = enrolled ? maxBoxRefusals - maxUnknownBoxRefusals : maxUnknownBoxRefusals;
    this.#sql.exec(
      `delete from boxRefusals where rowid in (
         select rowid from boxRefusals where enrolled = ?1 and not (boxId = ?2 and code = ?3)
         order by times desc, lastAtMs desc limit -1 offset ?4)`,
      ...[enrolled ? 1 : 0, boxId, code, max - 1],
    );
  }
}
