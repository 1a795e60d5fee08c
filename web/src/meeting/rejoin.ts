import { type Problem, ProblemError, problemOf } from '../errors/problem.ts';

/** Problems that pass by themselves: worth asking again while the person waits. */
const passing: readonly Problem[] = [
  'worker-unreachable',
  'worker-unintelligible',
  'box-unreachable',
  'box-silent',
  'box-closing',
  'box-full',
  'keys-unavailable',
  'media-unavailable',
  'no-box',
  'move-pending',
  // The Worker and a box disagree for a moment while a meeting moves.
  'token-wrong-placement',
  'token-wrong-box',
  'token-expired',
  'token-used',
  'rate-limited',
  'internal',
];

/**
 * How long to wait before the next attempt to come back, in milliseconds; null to give up. `elapsedMs`: since the connection was lost.
 * `isFlowing`: people see and hear each other all the same, so there is no reason to give up.
 */
export function rejoinDelayMs(attempt: number, problem: Problem, elapsedMs: number, isFlowing: boolean): number | null {
  if (!passing.includes(problem) || (elapsedMs > giveUpAfterMs && !isFlowing)) return null;
  // The other people's word is all that is missing, and they are about to give it.
  if (problem === 'move-pending') return movePendingMs;
  return Math.min(8_000, 500 * 2 ** (attempt - 1));
}

const giveUpAfterMs = 180_000;
const movePendingMs = 350;

/** Tries `attempt` again, ever more patiently, until it works, is aborted, or there is no point. */
export async function rejoin<T>(attempt: () => Promise<T>, signal: AbortSignal, isFlowing: () => boolean): Promise<T> {
  const startedAtMs = Date.now();
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (thrown) {
      signal.throwIfAborted();
      const delayMs = rejoinDelayMs(count, problemOf(thrown), Date.now() - startedAtMs, isFlowing());
      if (delayMs === null) throw thrown;
      const isPending = problemOf(thrown) === 'move-pending';
      const wantedMs = thrown instanceof ProblemError && !isPending ? (thrown.retryAfterSeconds ?? 0) * 1000 : 0;
      await pause(Math.max(delayMs * (0.8 + Math.random() * 0.4), wantedMs), signal);
    }
  }
}

/** Rejects as soon as the signal is aborted. */
export function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, delayMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
