import { expect, test } from 'vitest';
import { batchSize } from './drain.ts';

test('few meetings move at once', () => expect([0, 1, 5].map(batchSize)).toEqual([0, 1, 5]));

test('of many all are under way after a few batches', () => {
  let left = 500;
  let batches = 0;
  for (; left > 0; batches++) left -= batchSize(left);
  expect(batches).toBeLessThan(10);
});
