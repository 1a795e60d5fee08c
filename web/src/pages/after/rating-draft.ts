import { type CallRating, callProblem } from '@parley/worker/contract/meetings.ts';

export type CallProblem = CallRating['problems'][number];
/** In the order of the page. */
export const callProblems = callProblem.options;
export const stars = [1, 2, 3, 4, 5] as const;

/** Shorter stays are no calls to speak of: nobody is asked about them. */
export const shortestRatedMs = 30_000;

/** What was wrong is asked of everybody who was less than fully content, and sent only then. */
export function asksProblems(chosen: number | null): boolean {
  return chosen !== null && chosen < 5;
}

export function ratingOf(chosen: number, problems: ReadonlySet<CallProblem>): CallRating {
  return { stars: chosen, problems: asksProblems(chosen) ? callProblems.filter((each) => problems.has(each)) : [] };
}
