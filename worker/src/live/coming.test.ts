import { expect, test } from 'vitest';
import { Coming } from './coming.ts';

test('counts what the last load report cannot show', () => {
  const coming = new Coming();
  coming.note('a', 10_000);
  coming.note('a', 20_000);
  expect(coming.count('a', 0, 20_000)).toBe(2);
  expect(coming.count('b', 0, 20_000)).toBe(0);
  // A report right after a placement does not show its people yet.
  expect(coming.count('a', 21_000, 21_000)).toBe(1);
  expect(coming.count('a', 26_000, 26_000)).toBe(0);
});

test('nobody is expected for ever', () => {
  const coming = new Coming();
  coming.note('a', 10_000);
  expect(coming.count('a', 0, 69_000)).toBe(1);
  expect(coming.count('a', 0, 71_000)).toBe(0);
});
