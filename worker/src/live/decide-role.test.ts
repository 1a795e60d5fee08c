import { expect, test } from 'vitest';
import { makeSeat } from '../../test/make-seat.ts';
import { decideRole } from './decide-role.ts';

const ada = makeSeat('ada', { role: 'host', accountId: 'ada' });
const grace = makeSeat('grace', { role: 'host' });
const carol = makeSeat('carol', { role: 'co-host' });
const bob = makeSeat('bob');
const byOwner = { owner: true, seat: null };
const byAda = { owner: true, seat: ada };
const byGrace = { owner: false, seat: grace };
const decide = (...asked: Parameters<typeof decideRole> extends [...infer A, string] ? A : never) =>
  decideRole(...asked, 'ada');

test('hosts make co-hosts and guests; no change is none', () => {
  for (const by of [byOwner, byAda, byGrace]) {
    expect(decide(by, bob, 'co-host')).toEqual([{ seatId: 'bob', role: 'co-host' }]);
    expect(decide(by, carol, 'guest')).toEqual([{ seatId: 'carol', role: 'guest' }]);
    expect(decide(by, carol, 'co-host')).toEqual([]);
  }
});

test('co-hosts and guests make nobody anything, themselves included', () => {
  for (const seat of [carol, bob])
    for (const target of [ada, bob, carol])
      for (const role of ['host', 'co-host', 'guest'] as const)
        expect(decide({ owner: false, seat }, target, role)).toEqual({ refused: 'not-allowed' });
});

test('handing over makes a co-host of the caller’s seat; an owner without one stays owner', () => {
  const handed = { seatId: 'bob', role: 'host' };
  expect(decide(byGrace, bob, 'host')).toEqual([handed, { seatId: 'grace', role: 'co-host' }]);
  expect(decide(byAda, bob, 'host')).toEqual([handed, { seatId: 'ada', role: 'co-host' }]);
  expect(decide(byOwner, bob, 'host')).toEqual([handed]);
});

test('nobody but the owner takes a host’s role, or changes an owner’s seat', () => {
  const second = makeSeat('second', { role: 'host' });
  const ownersSeat = makeSeat('ada', { role: 'co-host', accountId: 'ada' });
  for (const role of ['co-host', 'guest'] as const) {
    expect(decide(byGrace, second, role)).toEqual({ refused: 'not-allowed' });
    expect(decide(byOwner, second, role)).toEqual([{ seatId: 'second', role }]);
    expect(decide(byGrace, grace, role)).toEqual({ refused: 'not-allowed' });
    expect(decide(byAda, ada, role)).toEqual({ refused: 'not-allowed' });
  }
  expect(decide(byGrace, ownersSeat, 'guest')).toEqual({ refused: 'not-allowed' });
  expect(decide({ owner: true, seat: ownersSeat }, ownersSeat, 'host')).toEqual([{ seatId: 'ada', role: 'host' }]);
});

test('a meeting is handed over to people who are in only', () => {
  const absent = makeSeat('bob', { state: 'admitted' });
  for (const by of [byOwner, byAda, byGrace])
    expect(decide(by, absent, 'host')).toEqual({ refused: 'participant-not-found' });
  const own = makeSeat('own', { state: 'admitted', role: 'co-host', accountId: 'ada' });
  for (const seat of [own, null])
    expect(decide({ owner: true, seat }, own, 'host')).toEqual([{ seatId: 'own', role: 'host' }]);
});

test('only people who were let in get a role', () => {
  expect(decide(byOwner, undefined, 'host')).toEqual({ refused: 'participant-not-found' });
  for (const state of ['waiting', 'denied', 'removed'] as const)
    expect(decide(byOwner, makeSeat('bob', { state }), 'co-host')).toEqual({ refused: 'participant-not-found' });
  expect(decide(byOwner, makeSeat('bob', { state: 'admitted' }), 'co-host')).toHaveLength(1);
});
