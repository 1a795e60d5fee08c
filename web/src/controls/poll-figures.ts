import type { PollView } from '@parley/sfu/contract/polls.ts';

/** How many voted at all. */
export function votesOf({ results }: Pick<PollView, 'results'>): number {
  return results.reduce((sum, { votes }) => sum + votes, 0);
}

/** Whole percents that add up to 100: what rounding left over goes to the largest remainders. All 0 while nobody voted. */
export function percents(votes: readonly number[]): number[] {
  const total = votes.reduce((sum, each) => sum + each, 0);
  if (total === 0) return votes.map(() => 0);
  const exact = votes.map((each) => (each * 100) / total);
  const whole = exact.map(Math.floor);
  const left = 100 - whole.reduce((sum, each) => sum + each, 0);
  const largest = exact
    .map((each, index) => ({ index, rest: each - Math.floor(each) }))
    .sort((one, other) => other.rest - one.rest || one.index - other.index)
    .slice(0, left);
  for (const { index } of largest) whole[index] = (whole[index] ?? 0) + 1;
  return whole;
}

/** Polls that are open and have no vote of this person. */
export function unansweredCount(polls: readonly PollView[]): number {
  return polls.filter(({ poll, chosen }) => poll.open && chosen === null).length;
}
