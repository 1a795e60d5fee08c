import { expect, test } from 'vitest';
import { newsOfSelf } from './news.ts';

const guest = { role: 'guest', handRaisedAtMs: null } as const;

test('a new role and a hand that somebody lowered are news', () => {
  expect(newsOfSelf({ ...guest, handRaisedAtMs: 5 }, { ...guest, role: 'co-host' })).toEqual([
    { type: 'role', role: 'co-host' },
    { type: 'hand-lowered' },
  ]);
});

test('coming in, staying as one is, and a hand that went up are none', () => {
  expect(newsOfSelf(null, guest)).toEqual([]);
  expect(newsOfSelf(guest, { ...guest })).toEqual([]);
  expect(newsOfSelf(guest, { ...guest, handRaisedAtMs: 5 })).toEqual([]);
});
