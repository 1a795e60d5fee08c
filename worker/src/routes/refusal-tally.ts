import { waitUntil } from 'cloudflare:workers';
import type { WorkerErrorCode } from '../../contract/errors.ts';
import { describeError, log } from '../log.ts';
import { addRefusals } from '../meetings/refusal-count-store.ts';

/** Refusals wait so long to be written together: a flood of them is one write of each isolate in that time, not one of each request. */
const gatheredMs = 3_000;
/** A write that has not begun after so long never will: the runtime gave its request up. */
const givenUpMs = 30_000;

type Tally = { times: Map<WorkerErrorCode, number>; dueSinceMs: number | null };
const tallies = new WeakMap<D1Database, Tally>();

/** Not about a meeting, whatever the path: nothing of ours was asked for. */
const uncounted: readonly WorkerErrorCode[] = ['not-found', 'method-not-allowed'];

/**
 * Counts refusals of calls that are about a meeting, by day and code, for operators. Nobody waits for it: it is written after the
 * answer. What an isolate has not written when it ends is lost, and with it at most a few seconds of counts.
 */
export function countRefusal(db: D1Database, path: string, code: WorkerErrorCode): void {
  if (!/^\/api\/meetings(\/|$)/.test(path) || uncounted.includes(code)) return;
  const tally = tallies.get(db) ?? { times: new Map(), dueSinceMs: null };
  tallies.set(db, tally);
  tally.times.set(code, (tally.times.get(code) ?? 0) + 1);
  const nowMs = Date.now();
  if (tally.dueSinceMs !== null && nowMs - tally.dueSinceMs < givenUpMs) return;
  tally.dueSinceMs = nowMs;
  waitUntil(writeLater(db, tally));
}

async function writeLater(db: D1Database, tally: Tally): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, gatheredMs));
  const { times } = tally;
  Object.assign(tally, { times: new Map(), dueSinceMs: null });
  try {
    await addRefusals(db, times, Date.now());
  } catch (error) {
    log({ level: 'error', event: 'request-failed', where: 'refusal counts', reason: describeError(error) });
  }
}
