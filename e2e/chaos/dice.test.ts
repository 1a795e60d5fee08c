import { expect, test } from 'vitest';
import { dice } from './dice.ts';

test('the same seed throws the same', () => {
  const throws = (seed: number) => Array.from({ length: 20 }, dice(seed).next);
  expect(throws(7)).toEqual(throws(7));
  expect(throws(7)).not.toEqual(throws(8));
});

test('weights are kept', () => {
  const { weighted } = dice(1);
  const often = Array.from({ length: 1000 }, () =>
    weighted([
      [9, 'often'],
      [1, 'seldom'],
    ]),
  ).filter((each) => each === 'often').length;
  expect(often).toBeGreaterThan(850);
  expect(often).toBeLessThan(950);
});
