import { beforeEach, expect, test } from 'vitest';
import { clientNonce, forgetSeat, readSeat, writeSeat } from './seat-store.ts';

const seat = { id: 'seat-0001', secret: 'x'.repeat(32) };
let kept: Map<string, string>;
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
};
beforeEach(() => {
  kept = new Map();
});

test('a seat is kept per meeting', () => {
  writeSeat(storage, 'abc-defg-hjk', seat);
  expect(readSeat(storage, 'abc-defg-hjk')).toEqual(seat);
  expect(readSeat(storage, 'xyz-defg-hjk')).toBeNull();
});

test('what does not fit its schema is no seat', () => {
  storage.setItem('parley:seat:abc-defg-hjk', '{"id":1}');
  expect(readSeat(storage, 'abc-defg-hjk')).toBeNull();
  storage.setItem('parley:seat:abc-defg-hjk', 'not json');
  expect(readSeat(storage, 'abc-defg-hjk')).toBeNull();
});

test('the nonce stays the same until the seat is forgotten', () => {
  const nonce = clientNonce(storage, 'abc-defg-hjk');
  expect(clientNonce(storage, 'abc-defg-hjk')).toBe(nonce);
  forgetSeat(storage, 'abc-defg-hjk');
  expect(clientNonce(storage, 'abc-defg-hjk')).not.toBe(nonce);
});
