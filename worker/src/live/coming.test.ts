import { expect, test } from 'vitest';
import { Coming } from './coming.ts';

test('meetings that were just placed count, and less and less while their people come', () => {
  const coming = new Coming();
  coming.note('a', 10_000);
  coming.note('a', 10_000);
  coming.note('b', 10_000);
  expect(coming.count('a', 10_000)).toBe(2);
  expect(coming.count('a', 100_000)).toBe(1);
  expect(coming.count('b', 100_000)).toBe(0.5);
  expect(coming.count('c', 10_000)).toBe(0);
  coming.note('a', 200_000);
  expect(coming.count('a', 200_000)).toBe(1);
  expect(coming.count('a', 1_000_000)).toBe(0);
});
