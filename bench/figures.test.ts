import { expect, test } from 'vitest';
import { percentile, spread } from './figures.ts';

test('percentiles are samples, by nearest rank', () => {
  const samples = [5, 1, 4, 2, 3];
  expect(percentile(samples, 50)).toBe(3);
  expect(percentile(samples, 95)).toBe(5);
  expect(percentile(samples, 1)).toBe(1);
  expect(percentile([7], 99)).toBe(7);
});

test('nothing measured gives an error, not a number', () => {
  expect(() => percentile([], 50)).toThrow('No samples');
});

test('a spread carries its name', () => {
  expect(spread('join.ms', [10, 20, 30])).toEqual({ 'join.ms.p50': 20, 'join.ms.p95': 30 });
});
