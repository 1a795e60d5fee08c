import type { PollView } from '@parley/sfu/contract/polls.ts';

/** How many voted at all. */
export function votesOf({ results }: Pick<PollView, 'results'>): number {
  return results.reduce((sum, { votes }) => sum + votes, 0);
}

/** Whole percents: the same for the same number of votes, even where they do not add up to 100 then. All 0 while nobody voted. */
export function percents(votes: readonly number[]): number[] {
  const total = votes.reduce((sum, each) => sum + each, 0);
  return votes.map((each) => (total === 0 ? 0 : Math.round((each * 100) / total)));
}

/** On the button of the polls: those that wait for this person, unless they are on screen already. */
export function pollsBadge(unanswered: number, shown: boolean): number {
  return shown ? 0 : unanswered;
}

/** Polls that are open and have no vote of this person. */
export function unansweredCount(polls: readonly PollView[]): number {
  return polls.filter(({ poll, chosen }) => poll.open && chosen === null).length;
}
