import type { CallRating } from '../../contract/meetings.ts';
import type { Overview } from '../../contract/operations.ts';

/** Whose rating of which call; `rater` is the same for the same seat, and says nothing else. */
export type RatedCall = { meetingId: string; startedAtMs: number; rater: string };

/** The last one of a seat counts. */
export async function saveRating(
  db: D1Database,
  { meetingId, startedAtMs, rater }: RatedCall,
  rating: CallRating,
  nowMs: number,
): Promise<void> {
  await db
    .prepare(
      `insert into ratings (meeting_id, started_at_ms, rater, stars, problems, rated_at_ms)
       select ?1, ?2, ?3, ?4, ?5, ?6 where exists (select 1 from meetings where id = ?1 and deleted_at_ms is null)
       on conflict (meeting_id, started_at_ms, rater)
         do update set stars = excluded.stars, problems = excluded.problems, rated_at_ms = excluded.rated_at_ms`,
    )
    .bind(meetingId, startedAtMs, rater, rating.stars, JSON.stringify([...new Set(rating.problems)]), nowMs)
    .run();
}

/** Stars on average, of at most so many ratings since then, the newest; null without any. */
export async function readRatings(db: D1Database, sinceMs: number, max: number): Promise<Overview['ratings']> {
  const row = await db
    .prepare(
      `select count(*) as count, avg(stars) as stars from
         (select stars from ratings where rated_at_ms >= ? order by rated_at_ms desc limit ?)`,
    )
    .bind(sinceMs, max)
    .first<Overview['ratings']>();
  return row ?? { count: 0, stars: null };
}
