import type { PollStand, PollView } from '@parley/sfu/contract/polls.ts';
import { maxPolls } from '@parley/worker/contract/room-state.ts';
import { expect, test } from 'vitest';
import { pollNews, withChoice, withStand } from './polls.ts';

const stand = (id: string, votes = 0, open = true): PollStand => ({
  poll: { id, question: 'Tea?', options: ['Yes', 'No'], anonymous: false, open, createdAtMs: 1 },
  results: [
    { votes, voters: [] },
    { votes: 0, voters: [] },
  ],
});
const view = (id: string, chosen: number | null = null): PollView => ({ ...stand(id), chosen });

test('a new poll comes after the others', () => {
  expect(withStand([view('first')], stand('second')).map(({ poll }) => poll.id)).toEqual(['first', 'second']);
});

test('beyond as many as may be, the oldest closed one goes; open ones stay', () => {
  const many = Array.from({ length: maxPolls }, (_, index) => ({ ...stand(`${index}`, 0, index < 2), chosen: null }));
  const ids = withStand(many, stand('new')).map(({ poll }) => poll.id);
  expect(ids).toHaveLength(maxPolls);
  expect([ids.slice(0, 3), ids.at(-1)]).toEqual([['0', '1', '3'], 'new']);
  expect(withStand(many, stand('5', 4))).toHaveLength(maxPolls);
  const open = many.map((view) => ({ ...view, ...stand(view.poll.id) }));
  expect(withStand(open, stand('new'))).toHaveLength(maxPolls + 1);
});

test('another stand changes results, never what one chose', () => {
  const [poll] = withStand([view('first', 1)], stand('first', 3));
  expect(poll).toMatchObject({ chosen: 1, results: [{ votes: 3 }, { votes: 0 }] });
});

test('a vote of one’s own is known at once; one for a poll that is gone changes nothing', () => {
  expect(withChoice([view('first')], 'first', 0)[0]?.chosen).toBe(0);
  expect(withChoice([view('first', 0)], 'first', null)[0]?.chosen).toBeNull();
  expect(withChoice([view('first')], 'other', 0)).toEqual([view('first')]);
});

test('news: a poll that began, and one that ended; not another vote, nor one that had ended before', () => {
  expect(pollNews([], stand('first'))).toBe('poll-began');
  expect(pollNews([view('first')], stand('first', 2))).toBeNull();
  expect(pollNews([view('first')], stand('first', 2, false))).toBe('poll-ended');
  expect(pollNews([], stand('first', 2, false))).toBeNull();
});
