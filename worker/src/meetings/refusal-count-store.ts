import type { WorkerErrorCode } from '../../contract/errors.ts';
import type { Overview } from '../../contract/operations.ts';
import { dayOf } from './day.ts';

const keptDays = 30;

/** Adds to the counts of a day, in one statement for all codes. */
export async function addRefusals(
  db: D1Database,
  times: ReadonlyMap<WorkerErrorCode, number>,
  nowMs: number,
): Promise<void> {
  const add = db
    .prepare(
      `insert into refusal_counts (day, code, times) select ?1, key, value from json_each(?2) where true
       on conflict (day, code) do update set times = times + excluded.times`,
    )
    .bind(dayOf(nowMs), JSON.stringify(Object.fromEntries(times)));
  const prune = db.prepare('delete from refusal_counts where day < ?').bind(dayOf(nowMs, keptDays));
  await db.batch([add, prune]);
}

/** The most frequent first; `days`: today and those before. */
export async function readRefusals(db: D1Database, nowMs: number, days: number): Promise<Overview['refusals']> {
  const { results } = await db
    .prepare(
      `select code, sum(times) as times from refusal_counts where day >= ?
       group by code order by sum(times) desc, code`,
    )
    .bind(dayOf(nowMs, days - 1))
    .all<{ code: string; times: number }>();
  return results;
}
