import type { BoxErrorCode } from '@parley/sfu/contract/errors.ts';
import type { LeaveReason } from '@parley/sfu/contract/shapes.ts';
import type { WorkerErrorCode } from '@parley/worker/contract/errors.ts';

/** What can go wrong between this browser and a server, before any error code arrives. */
type WireProblem =
  | 'worker-unreachable'
  | 'worker-unintelligible'
  | 'box-unreachable'
  | 'box-silent'
  | 'box-unintelligible';

/** What this browser itself cannot do. */
type BrowserProblem = 'browser-unsupported' | 'internal';

/** Everything that can end the way in, or the stay: one closed list, each with a sentence for people (problem-texts.ts). */
export type Problem = WorkerErrorCode | BoxErrorCode | WireProblem | BrowserProblem;

/** Every way in which a stay ends, as the person meets it. */
export type LeftReason = LeaveReason;

/** An error with a problem's name. The message is for developers and logs. */
export class ProblemError extends Error {
  readonly problem: Problem;
  /** Seconds after which trying again makes sense; null when the server named none. */
  readonly retryAfterSeconds: number | null;

  constructor(problem: Problem, message: string = problem, options?: ErrorOptions & { retryAfterSeconds?: number }) {
    super(message, options);
    this.name = 'ProblemError';
    this.problem = problem;
    this.retryAfterSeconds = options?.retryAfterSeconds ?? null;
  }
}

/** The problem's name of anything thrown; what nobody foresaw is `internal`. */
export function problemOf(thrown: unknown): Problem {
  return thrown instanceof ProblemError ? thrown.problem : 'internal';
}
