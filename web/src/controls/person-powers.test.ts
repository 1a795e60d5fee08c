import type { Grant, Role } from '@parley/worker/contract/roles.ts';
import { expect, test } from 'vitest';
import { powersOver } from './person-powers.ts';

const guestGrants: Grant[] = ['receive', 'chat'];
const hostGrants: Grant[] = [...guestGrants, 'moderate'];
const busy = [
  { source: 'mic', muted: false },
  { source: 'camera', muted: false },
  { source: 'screen', muted: false },
] as const;

const powers = (role: Role, of: Role, grants = role === 'guest' ? guestGrants : hostGrants) =>
  powersOver({
    role,
    grants,
    person: { id: 'ada', role: of, sending: [...busy], handRaisedAtMs: 1 },
    self: false,
    pins: [],
    spotlight: null,
  }).flat();

test('a guest may pin and write, and nothing else', () => {
  for (const of of ['guest', 'co-host', 'host'] as const) expect(powers('guest', of)).toEqual(['pin', 'message']);
});

test('who may not write is not offered to', () => {
  expect(powers('guest', 'guest', ['receive'])).toEqual(['pin']);
});

test('a co-host stops guests and co-hosts but no host, and gives no roles', () => {
  const stops = ['pin', 'spotlight', 'message', 'mute', 'stop-camera', 'stop-screen', 'lower-hand', 'remove'];
  expect(powers('co-host', 'guest')).toEqual(stops);
  expect(powers('co-host', 'co-host')).toEqual(stops);
  expect(powers('co-host', 'host')).toEqual(['pin', 'spotlight', 'message', 'lower-hand']);
});

test('a host stops everybody, gives roles and hands over; removes no host', () => {
  expect(powers('host', 'guest')).toEqual(expect.arrayContaining(['make-co-host', 'hand-over', 'remove']));
  expect(powers('host', 'co-host')).toEqual(expect.arrayContaining(['make-guest', 'hand-over', 'remove']));
  expect(powers('host', 'host')).toEqual([
    'pin',
    'spotlight',
    'message',
    'mute',
    'stop-camera',
    'stop-screen',
    'lower-hand',
  ]);
});

test('a role without its grant has no powers: the box would refuse', () => {
  expect(powers('host', 'guest', guestGrants)).not.toContain('mute');
});

test('only what is on can be stopped, and what is done can be taken back', () => {
  const person = { id: 'ada', role: 'guest', sending: [{ source: 'mic', muted: true }], handRaisedAtMs: null } as const;
  const list = powersOver({
    role: 'host',
    grants: hostGrants,
    person: { ...person, sending: [...person.sending] },
    self: false,
    pins: ['ada'],
    spotlight: 'ada',
  }).flat();
  expect(list).toEqual(['unpin', 'unspotlight', 'message', 'make-co-host', 'hand-over', 'remove']);
});

test('whoever moderates shows themselves to everyone, and ends it; about oneself there is nothing else', () => {
  const person = { id: 'ada', role: 'co-host', sending: [...busy], handRaisedAtMs: 1 } as const;
  const own = (role: Role, grants: Grant[], spotlight: string | null) =>
    powersOver({ role, grants, person: { ...person, sending: [...busy] }, self: true, pins: [], spotlight });
  expect(own('host', hostGrants, null)).toEqual([['spotlight']]);
  expect(own('co-host', hostGrants, 'ada')).toEqual([['unspotlight']]);
  expect(own('co-host', hostGrants, 'ben')).toEqual([['spotlight']]);
  expect(own('guest', guestGrants, 'ada')).toEqual([]);
});
