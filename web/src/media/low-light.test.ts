import { expect, test } from 'vitest';
import { bright, type Light, lookAtLight, meanLuma } from './low-light.ts';

const watch = (lumas: readonly number[]) =>
  lumas.reduce<Light>((before, luma, second) => lookAtLight(before, luma, second * 1_000), bright).dark;

test.each<[string, number[], boolean]>([
  ['a bright picture', [120, 120, 120, 120, 120, 120, 120], false],
  ['dark for a moment', [120, 20, 20, 20, 120, 120, 120, 120], false],
  ['dark for five seconds', [20, 20, 20, 20, 20, 20], true],
  ['dark, with a flicker that is not bright', [20, 20, 50, 20, 20, 20], true],
  ['dark, then bright', [20, 20, 20, 20, 20, 20, 90], false],
  ['dim, but not dark', [50, 50, 50, 50, 50, 50, 50], false],
])('%s', (_, lumas, dark) => {
  expect(watch(lumas)).toBe(dark);
});

test('brightness is that of the eye', () => {
  expect(meanLuma(new Uint8ClampedArray([255, 255, 255, 255, 0, 0, 0, 255]))).toBeCloseTo(127.5);
  const green = meanLuma(new Uint8ClampedArray([0, 255, 0, 255]));
  const blue = meanLuma(new Uint8ClampedArray([0, 0, 255, 255]));
  expect(green).toBeGreaterThan(blue);
});
