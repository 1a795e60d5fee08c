import { expect, test } from 'vitest';
import { batchSize } from './drain.ts';

test('few meetings move at once, of many half, and never more than 50', () =>
  expect([0, 1, 5, 40, 99, 101, 2_000].map(batchSize)).toEqual([0, 1, 5, 20, 50, 50, 50]));

test('of many all are under way after a few batches', () => {
  let left = 500;
  let batches = 0;
  for (; left > 0; batches++) left -= batchSize(left);
  expect(batches).toBeLessThan(16);
});
