import { expect, test } from 'vitest';
import { levelOf } from './mic-level.ts';

const tone = (amplitude: number) => Float32Array.from({ length: 1024 }, (_, n) => amplitude * Math.sin(n / 5));

test('silence is 0, a shout is 1, speech lies between', () => {
  expect(levelOf(tone(0))).toBe(0);
  expect(levelOf(tone(1))).toBe(1);
  expect(levelOf(tone(0.05))).toBeGreaterThan(0.3);
  expect(levelOf(tone(0.05))).toBeLessThan(0.8);
});
