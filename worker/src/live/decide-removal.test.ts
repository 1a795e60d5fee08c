import { expect, test } from 'vitest';
import { decideRemoval } from './decide-removal.ts';
import type { Seat } from './seat.ts';

const seat = (id: string, change: Partial<Seat> = {}): Seat => ({
  id,
  participantId: `p-${id}`,
  secretHash: '',
  nonceHash: '',
  name: id,
  role: 'guest',
  accountId: null,
  address: '192.0.2.7',
  state: 'present',
  sinceMs: 0,
  heldUntilMs: null,
  denials: 0,
  lastEventAtMs: 0,
  placement: 1,
  expectedBack: false,
  handRaisedAtMs: null,
  gone: null,
  ...change,
});

const host = seat('host', { role: 'host', accountId: 'owner', address: '192.0.2.1' });
const coHost = seat('co-host', { role: 'co-host', address: '192.0.2.2' });
const bob = seat('bob', { accountId: 'bob' });
const bobsPhone = seat('bobs-phone', { accountId: 'bob', address: '192.0.2.8' });
const guest = seat('guest', { address: '192.0.2.1' });
const all = [host, coHost, bob, bobsPhone, guest];
const owner = { owner: true, seat: null };
const asCoHost = { owner: false, seat: coHost };

test('a removal strikes all seats of the same account', () => {
  expect(decideRemoval(owner, bob, all, true)).toEqual({
    seatIds: ['bob', 'bobs-phone'],
    ban: { participantIds: ['p-bob', 'p-bobs-phone'], accountId: 'bob', address: '192.0.2.7' },
  });
});

test('guests without an account are struck alone, and their address only if asked', () => {
  const other = seat('other', { address: '192.0.2.9' });
  expect(decideRemoval(asCoHost, other, [...all, other], false)).toEqual({
    seatIds: ['other'],
    ban: { participantIds: ['p-other'], accountId: null, address: null },
  });
});

test('an address that a host shares is not banned', () => {
  expect(decideRemoval(owner, guest, all, true)).toMatchObject({ ban: { address: null } });
});

test('nobody removes a host or themself, and only a host removes a co-host', () => {
  expect(decideRemoval(asCoHost, host, all, false)).toEqual({ refused: 'not-allowed' });
  expect(decideRemoval(owner, host, all, false)).toEqual({ refused: 'not-allowed' });
  expect(decideRemoval(asCoHost, coHost, all, false)).toEqual({ refused: 'not-allowed' });
  const second = seat('second', { role: 'co-host' });
  expect(decideRemoval(asCoHost, second, [...all, second], false)).toEqual({ refused: 'not-allowed' });
  expect(decideRemoval({ owner: false, seat: host }, second, [...all, second], false)).toHaveProperty('ban');
});

test('who is not there cannot be removed; who is removed can be again', () => {
  expect(decideRemoval(owner, undefined, all, false)).toEqual({ refused: 'participant-not-found' });
  const denied = seat('denied', { state: 'denied' });
  expect(decideRemoval(owner, denied, [denied], false)).toEqual({ refused: 'participant-not-found' });
  const gone = seat('gone', { state: 'removed' });
  expect(decideRemoval(owner, gone, [gone], false)).toHaveProperty('ban');
});
