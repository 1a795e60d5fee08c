import { expect, test } from 'vitest';
import { makeSeat } from '../../test/make-seat.ts';
import { decideRemoval, type Moderator } from './decide-removal.ts';
import type { Seat } from './seat.ts';

const seat = (id: string, change: Partial<Seat> = {}) => makeSeat(id, { address: '192.0.2.7', ...change });

const host = seat('host', { role: 'host', accountId: 'owner', address: '192.0.2.1' });
const coHost = seat('co-host', { role: 'co-host', address: '192.0.2.2' });
const bob = seat('bob', { accountId: 'bob' });
const bobsPhone = seat('bobs-phone', { accountId: 'bob', address: '192.0.2.8' });
const guest = seat('guest', { address: '192.0.2.1' });
const all = [host, coHost, bob, bobsPhone, guest];
const owner = { owner: true, seat: null };
const asCoHost = { owner: false, seat: coHost };

const removal = (by: Moderator, target: Seat | undefined, seats: readonly Seat[], banAddress: boolean) =>
  decideRemoval(by, target, seats, banAddress, 'owner');

test('a removal strikes all seats of the same account', () => {
  expect(removal(owner, bob, all, true)).toEqual({
    seatIds: ['bob', 'bobs-phone'],
    ban: { participantIds: ['p-bob', 'p-bobs-phone'], accountId: 'bob', address: '192.0.2.7' },
  });
});

test('guests without an account are struck alone, and their address only if asked', () => {
  const other = seat('other', { address: '192.0.2.9' });
  expect(removal(asCoHost, other, [...all, other], false)).toEqual({
    seatIds: ['other'],
    ban: { participantIds: ['p-other'], accountId: null, address: null },
  });
});

test('an address that a host shares is not banned', () => {
  expect(removal(owner, guest, all, true)).toMatchObject({ ban: { address: null } });
});

test('nobody removes a host or themself, and only a host removes a co-host', () => {
  expect(removal(asCoHost, host, all, false)).toEqual({ refused: 'not-allowed' });
  expect(removal(owner, host, all, false)).toEqual({ refused: 'not-allowed' });
  expect(removal(asCoHost, coHost, all, false)).toEqual({ refused: 'not-allowed' });
  const second = seat('second', { role: 'co-host' });
  expect(removal(asCoHost, second, [...all, second], false)).toEqual({ refused: 'not-allowed' });
  expect(removal({ owner: false, seat: host }, second, [...all, second], false)).toHaveProperty('ban');
});

test('nobody removes the owner, whatever their seat is', () => {
  const ownersSeat = seat('owners', { role: 'guest', accountId: 'owner' });
  const byHost = { owner: false, seat: seat('other', { role: 'host' }) };
  expect(removal(byHost, ownersSeat, [ownersSeat], false)).toEqual({ refused: 'not-allowed' });
});

test('who is not there cannot be removed; who is removed can be again', () => {
  expect(removal(owner, undefined, all, false)).toEqual({ refused: 'participant-not-found' });
  const denied = seat('denied', { state: 'denied' });
  expect(removal(owner, denied, [denied], false)).toEqual({ refused: 'participant-not-found' });
  const gone = seat('gone', { state: 'removed' });
  expect(removal(owner, gone, [gone], false)).toHaveProperty('ban');
});
