import { expect, test } from 'vitest';
import { percents } from './poll-figures.ts';

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
