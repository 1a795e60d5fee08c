import { expect, test } from 'vitest';
import { decideSendBatching } from './decide-send-batching.ts';

test('finds a library that is not there; doing without one is fine', () => {
  expect(decideSendBatching(null, () => false)).toMatchObject({ todo: null });
  expect(decideSendBatching('/lib/send-batching.so', () => true)).toMatchObject({ todo: null });
  expect(decideSendBatching('/lib/send-batching.so', () => false)).toMatchObject({
    todo: expect.stringContaining('install the release'),
  });
});
