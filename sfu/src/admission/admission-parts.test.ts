import { expect, test } from 'vitest';
import { clientAddress, isLocal } from './client-address.ts';
import { DenyList } from './deny-list.ts';
import { HandshakeRate } from './handshake-rate.ts';
import { decidePlacement } from './placement-rule.ts';
import { UsedTokens } from './used-tokens.ts';

test.each([
  [3, null, null, 'open'],
  [3, 3, null, 'join'],
  [4, 3, null, 'replace'],
  [2, 3, null, 'refuse'],
  [3, null, 3, 'refuse'],
  [3, null, 4, 'refuse'],
  [4, null, 3, 'open'],
  [4, 4, 3, 'join'],
  [5, 4, 3, 'replace'],
] as const)('a token of placement %s, running %s, ended %s: %s', (token, running, ended, decision) => {
  expect(decidePlacement(token, running, ended)).toBe(decision);
});

const someone = { participantId: 'participant-1', address: '192.0.2.1', role: 'guest' } as const;

test('a ban is kept where no such peer and no such room exists, for its placement only', () => {
  const list = new DenyList();
  list.ban('m', 1, { participantIds: ['participant-1'], address: null });
  expect(list.isBanned('m', 1, someone)).toBe(true);
  expect(list.isBanned('m', 2, someone)).toBe(false);
  expect(list.isBanned('m', 1, { ...someone, participantId: 'participant-2' })).toBe(false);
  expect([list.isRemoved('participant-1'), list.isRemoved('participant-2')]).toEqual([true, false]);
});

test('an address ban is for guests: a host often sits behind the same one', () => {
  const list = new DenyList();
  list.ban('m', 1, { participantIds: [], address: '192.0.2.1' });
  expect(list.isBanned('m', 1, { ...someone, participantId: 'another' })).toBe(true);
  expect(list.isBanned('m', 1, { ...someone, role: 'host' })).toBe(false);
});

test('an ended placement forgets its bans and stays ended', () => {
  const list = new DenyList();
  list.ban('m', 3, { participantIds: ['participant-1'], address: null });
  list.endPlacement('m', 3);
  list.endPlacement('m', 2);
  expect(list.isBanned('m', 3, someone)).toBe(false);
  expect(list.endedPlacement('m')).toBe(3);
});

test('a lock keeps out whoever was let in before it, not whom the Worker lets in since', () => {
  const list = new DenyList();
  list.lock('m', 1, true, 1_000);
  expect([list.isLockedOut('m', 1, 999), list.isLockedOut('m', 1, 1_000)]).toEqual([true, false]);
  list.lock('m', 1, false, 1_010);
  expect(list.isLockedOut('m', 1, 999)).toBe(false);
});

test('a room that comes here locked lets its people in', () => {
  const list = new DenyList();
  list.lock('m', 2, true, null);
  expect([list.isLocked('m', 2), list.isLockedOut('m', 2, 999)]).toEqual([true, false]);
});

test('a snapshot replaces what was known', () => {
  const list = new DenyList();
  list.ban('gone', 1, { participantIds: ['participant-1'], address: null });
  list.ban('m', 1, { participantIds: ['participant-1'], address: null });
  list.lock('m', 1, true, 1_000);
  list.reconcile([
    { meetingId: 'm', placement: 1, locked: true, bans: [{ participantIds: ['participant-2'], address: null }] },
  ]);
  expect(list.isBanned('gone', 1, someone)).toBe(false);
  expect(list.isBanned('m', 1, someone)).toBe(false);
  expect(list.isBanned('m', 1, { ...someone, participantId: 'participant-2' })).toBe(true);
  expect(list.isLockedOut('m', 1, 999)).toBe(true);
});

test('used tokens are bounded and forgotten when they have expired', () => {
  const used = new UsedTokens<string>(2);
  used.add('a', { nonce: 'n', user: 'anna', untilMs: 1_000 });
  used.add('b', { nonce: 'n', user: 'ben', untilMs: 2_000 });
  expect(used.hasRoom(999)).toBe(false);
  expect(used.hasRoom(1_000)).toBe(true);
  expect([used.get('a'), used.get('b')?.user, used.size]).toEqual([undefined, 'ben', 1]);
});

test('handshakes are limited per address', () => {
  const rate = new HandshakeRate({ burst: 2, perSecond: 1 });
  expect(['a', 'a', 'a', 'b'].map((address) => rate.take(address, 0))).toEqual([true, true, false, true]);
});

test.each([
  ['192.0.2.1', undefined, '192.0.2.1'],
  ['::ffff:192.0.2.1', undefined, '192.0.2.1'],
  ['192.0.2.1', '203.0.113.9', '192.0.2.1'],
  ['127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['::1', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['::ffff:127.0.0.1', '2001:DB8::1', '2001:db8::1'],
])('the address of %s forwarded for %s is %s', (remote, forwarded, address) => {
  expect(clientAddress(remote, forwarded === undefined ? {} : { 'x-forwarded-for': forwarded })).toBe(address);
});

test('only someone on the machine, not brought by a proxy, is local', () => {
  expect(isLocal('127.0.0.1', {})).toBe(true);
  expect(isLocal('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' })).toBe(false);
  expect(isLocal('192.0.2.1', {})).toBe(false);
});
