import { expect, test } from 'vitest';
import { relativeTime } from './relative-time.ts';

const now = 1_800_000_000_000;

test.each([
  [0, 'this minute'],
  [90_000, '1 minute ago'],
  [5 * 3_600_000, '5 hours ago'],
  [26 * 3_600_000, 'yesterday'],
  [15 * 86_400_000, '2 weeks ago'],
  [-5_000, 'this minute'],
])('%i ms before → %s', (agoMs, words) => {
  expect(relativeTime(now - agoMs, now, 'en')).toBe(words);
});
