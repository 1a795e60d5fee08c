import { passcode } from '@parley/worker/contract/meetings.ts';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { makePasscode } from './passcode.ts';

test('a generated passcode is one the Worker takes, and never the same', () => {
  const codes = Array.from({ length: 100 }, () => makePasscode());
  for (const code of codes) expect(z.safeParse(passcode, code).success).toBe(true);
  expect(new Set(codes).size).toBe(100);
});

test('bytes that would favour some letters are drawn again', () => {
  const bytes = [255, 0, 252, 1, 2, 3, 4, 5, 6, 27];
  expect(makePasscode((into) => into.fill(bytes.shift() ?? 0))).toBe('2345678z');
});
