import type { PollStand, PollView } from '@parley/sfu/contract/polls.ts';
import { maxPolls } from '@parley/worker/contract/room-state.ts';

/**
 * The polls as they are known here, oldest first; a stand says how one is now, for everybody. A new one takes the place of the oldest
 * that is closed when there are as many as may be: the box forgets that one, too.
 */
export function withStand(polls: readonly PollView[], { poll, results }: PollStand): PollView[] {
  const known = polls.find((each) => each.poll.id === poll.id);
  if (!known) {
    const gone = polls.length < maxPolls ? undefined : polls.find((each) => !each.poll.open);
    return [...polls.filter((each) => each !== gone), { poll, results, chosen: null }];
  }
  return polls.map((each) => (each === known ? { ...each, poll, results } : each));
}

/** After a vote of one's own; the results follow as a stand. */
export function withChoice(polls: readonly PollView[], pollId: string, chosen: number | null): PollView[] {
  return polls.map((each) => (each.poll.id === pollId ? { ...each, chosen } : each));
}

/** What a stand is to those who know the others: a poll that began or ended is news, another vote is not. */
export function pollNews(polls: readonly PollView[], { poll }: PollStand): 'poll-began' | 'poll-ended' | null {
  const known = polls.find((each) => each.poll.id === poll.id);
  if (poll.open) return known ? null : 'poll-began';
  return known?.poll.open ? 'poll-ended' : null;
}
