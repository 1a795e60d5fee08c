import { countRequest, pruneRateCounts } from '../auth/rate-count-store.ts';
import type { Env } from '../environment.ts';
import { type Outcome, Refusal, unwrap } from '../refusal.ts';

/** Who asks for a meeting by its id. `address` null: the runtime does not tell. */
export type Asker = { env: Env; accountId: string | null; address: string | null; nowMs: number };

/** Ids without a meeting that one asker may try: mistyped links of a whole school, but no search for meetings. */
export const missRule = { windowSeconds: 60, max: 60 };

/** Who tried too many, until when; per isolate, so that looking costs nothing. The counts that all isolates share are in D1. */
const refusedUntilMs = new Map<string, number>();
const maxRefused = 10_000;

/** By account where there is one: a host is not kept out by what others behind the same address try. */
const keyOf = ({ accountId, address }: Asker) => accountId ?? address;

/**
 * Asks a meeting, and counts when there is none with that id. After too many misses the asker is refused before any meeting is
 * looked for, also one that exists: else the answer would still tell which ids do.
 */
export async function askMeeting<T>(asker: Asker, ask: () => Promise<Outcome<T>>): Promise<T> {
  refuseSearching(asker);
  const outcome = await ask();
  if (!outcome.ok && outcome.code === 'meeting-not-found') await countMiss(asker);
  return unwrap(outcome);
}

export function refuseSearching(asker: Asker): void {
  const untilMs = refusedUntilMs.get(keyOf(asker) ?? '') ?? 0;
  if (untilMs > asker.nowMs)
    throw new Refusal('rate-limited', { retryAfterSeconds: Math.ceil((untilMs - asker.nowMs) / 1000) });
}

export async function countMiss(asker: Asker): Promise<void> {
  const { env, nowMs } = asker;
  const key = keyOf(asker);
  if (key === null) return;
  const verdict = await countRequest(env.DB, `meeting-miss:${key}`, missRule, nowMs);
  if (verdict.allowed) return;
  if (refusedUntilMs.size >= maxRefused) refusedUntilMs.clear();
  refusedUntilMs.set(key, nowMs + verdict.retryAfterSeconds * 1000);
  await pruneRateCounts(env.DB, nowMs);
  refuseSearching(asker);
}
