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
    [34, 33, 33],
  ],
  [
    [2, 1],
    [67, 33],
  ],
  [
    [1, 1, 1, 1, 1, 1],
    [17, 17, 17, 17, 16, 16],
  ],
])('%o votes are %o percent', (votes, expected) => {
  expect(percents(votes)).toEqual(expected);
});
