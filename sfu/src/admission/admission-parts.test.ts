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

test('a lock learned from a snapshot gets its time from the command that follows, and keeps it', () => {
  const list = new DenyList();
  list.reconcile([{ meetingId: 'm', placement: 1, locked: true, bans: [] }]);
  expect(list.isLockedOut('m', 1, 999)).toBe(false);
  list.lock('m', 1, true, 1_000);
  expect([list.isLockedOut('m', 1, 999), list.isLockedOut('m', 1, 1_000)]).toEqual([true, false]);
  list.lock('m', 1, true, 1_010);
  list.lock('m', 1, true, null);
  expect([list.isLockedOut('m', 1, 999), list.isLockedOut('m', 1, 1_000)]).toEqual([true, false]);
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
  used.add('a', { nonce: 'n', user: 'anna', untilMs: 1_000 }, 0);
  used.add('b', { nonce: 'n', user: 'ben', untilMs: 2_000 }, 0);
  expect(used.hasRoom(999)).toBe(false);
  expect(used.hasRoom(1_000)).toBe(true);
  expect([used.get('a'), used.get('b')?.user, used.size]).toEqual([undefined, 'ben', 1]);
});

test('a used token goes when the next one comes after its expiry, long before there are too many', () => {
  const used = new UsedTokens<string>();
  const add = (jti: string, untilMs: number, nowMs: number) =>
    used.add(jti, { nonce: 'n', user: `user of ${jti}`, untilMs }, nowMs);
  add('a', 1_000, 0);
  add('b', 2_000, 0);
  add('c', 1_500, 999);
  expect(used.size).toBe(3);
  add('d', 3_000, 1_000);
  expect([used.get('a'), used.size]).toEqual([undefined, 3]);
  add('e', 3_000, 2_000);
  expect([used.get('b'), used.get('c'), used.size]).toEqual([undefined, undefined, 2]);
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
  ['::ffff:127.0.0.1', '2001:DB8::1', '2001:db8:0:0::/64'],
  ['2001:db8:0:12::1', '203.0.113.9', '2001:db8:0:12::/64'],
  ['127.0.0.1', '203.0.113.9, 2001:db8:0:12::1', '2001:db8:0:12::/64'],
])('the address of %s forwarded for %s is %s', (remote, forwarded, address) => {
  expect(clientAddress(remote, forwarded === undefined ? {} : { 'x-forwarded-for': forwarded })).toBe(address);
});

test.each<[string | undefined, string]>([
  [undefined, '127.0.0.1'],
  ['', '127.0.0.1'],
  ['192.0.2.7', '192.0.2.7'],
  ['2001:DB8:0:12:aaaa:bbbb:cccc:dddd', '2001:db8:0:12::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:0db8:0000:0012::1', '2001:db8:0:12::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['x'.repeat(100), '127.0.0.1'],
])('an address is written as the Worker writes it in bans: %s → %s', (forwarded, expected) => {
  expect(clientAddress('127.0.0.1', forwarded === undefined ? {} : { 'x-forwarded-for': forwarded })).toBe(expected);
});

test('only someone on the machine, not brought by a proxy, is local', () => {
  expect(isLocal('127.0.0.1', {})).toBe(true);
  expect(isLocal('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' })).toBe(false);
  expect(isLocal('192.0.2.1', {})).toBe(false);
  expect([isLocal('::1', {}), isLocal('::2', {})]).toEqual([true, false]);
});
