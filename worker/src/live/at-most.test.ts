import { expect, test } from 'vitest';
import { AtMost } from './at-most.ts';

test('runs so many at a time, in order, also after some that failed', async () => {
  const few = new AtMost(2);
  const started: number[] = [];
  const ends = Array.from({ length: 5 }, () => Promise.withResolvers<number>());
  const results = ends.map(({ promise }, i) =>
    few.run(() => {
      started.push(i);
      return promise;
    }),
  );
  const settled = Promise.allSettled(results);
  const turn = () => new Promise((resolve) => setTimeout(resolve));
  expect(started).toEqual([0, 1]);
  ends[1]?.reject(new Error('failed'));
  await turn();
  expect(started).toEqual([0, 1, 2]);
  for (const i of [0, 2]) ends[i]?.resolve(i);
  await turn();
  expect(started).toEqual([0, 1, 2, 3, 4]);
  for (const i of [3, 4]) ends[i]?.resolve(i);
  expect((await settled).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  await few.run(async () => void started.push(5));
  expect(started.at(-1)).toBe(5);
});
