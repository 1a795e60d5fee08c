import { expect, test } from 'vitest';
import { markComeBack, takeComeBack } from './come-back.ts';

function memory() {
  const stored = new Map<string, string>();
  return {
    stored,
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  };
}

test.each([true, false])('comes back once, into the same meeting only, hidden as before: %s', (hideAddress) => {
  const storage = memory();
  markComeBack(storage, 'abc-defg-hjk', hideAddress);
  expect(takeComeBack(storage, 'xyz-defg-hjk')).toBeNull();
  expect(takeComeBack(storage, 'abc-defg-hjk')).toEqual({ hideAddress });
  expect(takeComeBack(storage, 'abc-defg-hjk')).toBeNull();
});

test('what somebody else wrote there brings nobody in', () => {
  const storage = memory();
  storage.setItem('parley:come-back:abc-defg-hjk', 'true');
  expect(takeComeBack(storage, 'abc-defg-hjk')).toBeNull();
  expect(storage.stored.size).toBe(0);
});
