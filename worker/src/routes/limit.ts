import { countRequest, pruneRateCounts, type RateRule } from '../auth/rate-count-store.ts';
import type { Env } from '../environment.ts';
import { Refusal } from '../refusal.ts';

/** Counts a request against a key and refuses it as `rate-limited` when there were too many. */
export async function limit(env: Env, key: string, rule: RateRule, nowMs: number): Promise<void> {
  const verdict = await countRequest(env.DB, key, rule, nowMs);
  if (verdict.allowed) return;
  await pruneRateCounts(env.DB, nowMs);
  throw new Refusal('rate-limited', { retryAfterSeconds: verdict.retryAfterSeconds });
}
