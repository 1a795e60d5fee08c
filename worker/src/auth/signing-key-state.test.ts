import { expect, test } from 'vitest';
import { pendingKeyAt, publishAheadMs, publishedKeysAt, signingKeyAt } from './signing-key-state.ts';

const hour = 3_600_000;
const first = { number: 1, signsFromMs: 0 };
const second = { number: 2, signsFromMs: hour + publishAheadMs };
const keys = [first, second];

test('a new key is published before it signs', () => {
  expect(signingKeyAt(keys, hour)).toBe(first);
  expect(publishedKeysAt(keys, hour)).toEqual(keys);
  expect(pendingKeyAt(keys, hour)).toBe(second);
});

test('it signs from its time on', () => {
  expect(signingKeyAt(keys, second.signsFromMs - 1)).toBe(first);
  expect(signingKeyAt(keys, second.signsFromMs)).toBe(second);
  expect(pendingKeyAt(keys, second.signsFromMs)).toBeNull();
});

test('the old one stays published until its last token has expired everywhere', () => {
  expect(publishedKeysAt(keys, second.signsFromMs + 179_999)).toEqual(keys);
  expect(publishedKeysAt(keys, second.signsFromMs + 180_000)).toEqual([second]);
});

test('no key, no signature', () => {
  expect(signingKeyAt([], hour)).toBeNull();
  expect(signingKeyAt([second], hour)).toBeNull();
});
