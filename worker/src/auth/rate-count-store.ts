export type RateRule = { windowSeconds: number; max: number };
export type RateVerdict = { allowed: true } | { allowed: false; retryAfterSeconds: number };

/** Counts one request against a key, atomically, in fixed windows that start with the first request. */
export async function countRequest(
  db: D1Database,
  key: string,
  { windowSeconds, max }: RateRule,
  nowMs: number,
): Promise<RateVerdict> {
  const row = await db
    .prepare(
      `insert into rate_counts (key, window_ends_at_ms, count) values (?1, ?2 + ?3, 1)
       on conflict (key) do update set
         count = case when window_ends_at_ms <= ?2 then 1 else count + 1 end,
         window_ends_at_ms = case when window_ends_at_ms <= ?2 then ?2 + ?3 else window_ends_at_ms end
       returning count, window_ends_at_ms as endsAtMs`,
    )
    .bind(key, nowMs, windowSeconds * 1000)
    .first<{ count: number; endsAtMs: number }>();
  if (!row || row.count <= max) return { allowed: true };
  return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil((row.endsAtMs - nowMs) / 1000)) };
}

/** Forgets counters whose window ended. */
export async function pruneRateCounts(db: D1Database, nowMs: number): Promise<void> {
  await db.prepare('delete from rate_counts where window_ends_at_ms < ?').bind(nowMs).run();
}
