import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { parseUntrusted } from './parse.ts';

const schema = z.strictObject({ text: z.string().check(z.maxLength(5)) });

test('reads what fits, and refuses what does not', () => {
  expect(parseUntrusted(schema, { text: 'hello' })).toEqual({ success: true, data: { text: 'hello' } });
  expect(parseUntrusted(schema, { text: 'hello!' }).success).toBe(false);
});

test('refuses what the schema trips over', () => {
  const odd = { text: { length: { toString: 1, valueOf: 1 } } };
  expect(() => z.safeParse(schema, odd)).toThrow();
  expect(parseUntrusted(schema, odd).success).toBe(false);
});
