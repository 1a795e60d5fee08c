import { expect, test } from 'vitest';
import { texts } from '../texts/texts.ts';
import { failureWords } from './failure-words.ts';
import { ProblemError } from './problem.ts';

test('a known problem is said in its own words, everything else calmly', () => {
  const { title, text } = texts.problems.outranked;
  expect(failureWords(new ProblemError('outranked'))).toBe(`${title}. ${text}`);
  expect(failureWords(new TypeError('x'))).toBe(texts.meeting.failed);
});
