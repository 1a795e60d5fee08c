import { callRating } from '@parley/worker/contract/meetings.ts';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { asksProblems, callProblems, ratingOf } from './rating-draft.ts';

test('only who is less than content is asked what was wrong', () => {
  expect([null, 1, 4, 5].map(asksProblems)).toEqual([false, true, true, false]);
});

test('what goes to the Worker fits, and full marks carry no complaints', () => {
  const all = new Set(callProblems);
  expect(ratingOf(5, all)).toEqual({ stars: 5, problems: [] });
  expect(ratingOf(2, all)).toEqual({ stars: 2, problems: [...callProblems] });
  for (const stars of [1, 5]) expect(z.safeParse(callRating, ratingOf(stars, all)).success).toBe(true);
});
