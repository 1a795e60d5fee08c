import { expect, test } from 'vitest';
import { Bucket } from './rate.ts';

test('gives its burst at once, then what has been refilled', () => {
  const bucket = new Bucket({ burst: 3, perSecond: 2 });
  expect([0, 0, 0, 0].map((now) => bucket.take(now))).toEqual([true, true, true, false]);
  expect([bucket.take(499), bucket.take(500), bucket.take(501)]).toEqual([false, true, false]);
  expect(bucket.take(60_000)).toBe(true);
});

test('a clock that goes back gives nothing away', () => {
  const bucket = new Bucket({ burst: 1, perSecond: 1 });
  expect([bucket.take(10_000), bucket.take(0)]).toEqual([true, false]);
});

test('is full again after its time', () => {
  const bucket = new Bucket({ burst: 2, perSecond: 1 });
  bucket.take(0);
  expect([bucket.isFull(500), bucket.isFull(1_000)]).toEqual([false, true]);
});
