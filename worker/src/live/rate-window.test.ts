import { expect, test } from 'vitest';
import { RateWindow } from './rate-window.ts';

test('allows up to the limit, tells how long to wait, and starts anew', () => {
  const rate = new RateWindow(60_000);
  for (let i = 0; i < 3; i++) expect(rate.count('a', 3, 1000)).toBeNull();
  expect(rate.count('a', 3, 31_000)).toBe(30);
  expect(rate.count('b', 3, 31_000)).toBeNull();
  expect(rate.count('a', 3, 61_000)).toBeNull();
});
