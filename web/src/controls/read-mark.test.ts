import { expect, test } from 'vitest';
import { readSeen, writeSeen } from './read-mark.ts';

function makeStore(initial: Record<string, string> = {}) {
  const kept = new Map(Object.entries(initial));
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

test('kept for the same participant of the same meeting only', () => {
  const store = makeStore();
  writeSeen(store, 'abc-defg-hjk', 'ada-1234', 7);
  expect(readSeen(store, 'abc-defg-hjk', 'ada-1234')).toBe(7);
  expect(readSeen(store, 'abc-defg-hjk', 'ben-1234')).toBe(0);
  expect(readSeen(store, 'xyz-defg-hjk', 'ada-1234')).toBe(0);
});

test.each(['', 'ada-1234', 'ada-1234 x', 'ada-1234 -3', 'ada-1234 1.5'])(
  'what is not understood is nothing: “%s”',
  (kept) => {
    expect(readSeen(makeStore({ 'parley:read:m': kept }), 'm', 'ada-1234')).toBe(0);
  },
);
