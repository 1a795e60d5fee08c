import { expect, test } from 'vitest';
import { percents, pollsBadge } from './poll-figures.ts';

test.each([
  [
    [0, 0],
    [0, 0],
  ],
  [
    [1, 0],
    [100, 0],
  ],
  [
    [1, 1, 1],
    [33, 33, 33],
  ],
  [
    [2, 1],
    [67, 33],
  ],
  [
    [4, 4, 1],
    [44, 44, 11],
  ],
])('%o votes are %o percent', (votes, expected) => {
  expect(percents(votes)).toEqual(expected);
});

test('polls that are on screen are no news on their button', () => {
  expect([pollsBadge(2, false), pollsBadge(2, true)]).toEqual([2, 0]);
});
