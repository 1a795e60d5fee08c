import { expect, test } from 'vitest';
import { durationWords } from './duration-words.ts';

test.each([
  [20_000, '0 min'],
  [60_000, '1 min'],
  [59 * 60_000, '59 min'],
  [60 * 60_000, '1 hr'],
  [125 * 60_000, '2 hr 5 min'],
])('%i ms → %s', (ms, words) => {
  expect(durationWords(ms, 'en')).toBe(words);
});
