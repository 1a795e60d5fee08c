import { describe, expect, test } from 'vitest';
import { decideJoin, type JoinFacts, maxWaiting } from './decide-join.ts';

const guest: JoinFacts = {
  phase: 'live',
  locked: false,
  lobby: false,
  maxSeats: 5,
  placesTaken: 0,
  waitingCount: 0,
  role: 'guest',
  banned: false,
  seat: null,
};
const host: JoinFacts = { ...guest, role: 'host' };
const inside = { state: 'present', holdsPlace: true } as const;
const absent = { state: 'admitted', holdsPlace: false } as const;
const waiting = { state: 'waiting', holdsPlace: false } as const;

const answer = (facts: JoinFacts) => {
  const decision = decideJoin(facts);
  return decision.type === 'refuse' ? decision.code : decision.type;
};

describe('someone new', () => {
  test.each<[string, JoinFacts]>([
    ['admit', guest],
    ['admit', { ...guest, phase: 'idle' }],
    ['meeting-ended', { ...guest, phase: 'ended' }],
    ['meeting-deleted', { ...guest, phase: 'deleted' }],
    ['meeting-deleted', { ...host, phase: 'deleted' }],
    ['admit', { ...host, phase: 'ended' }],
    ['meeting-locked', { ...guest, locked: true }],
    ['admit', { ...host, locked: true, lobby: true }],
    ['wait', { ...guest, lobby: true }],
    ['meeting-locked', { ...guest, lobby: true, locked: true }],
    ['meeting-full', { ...guest, lobby: true, waitingCount: maxWaiting }],
    ['meeting-full', { ...guest, placesTaken: 5 }],
    ['meeting-full', { ...host, placesTaken: 5 }],
    ['removed', { ...guest, banned: true }],
    ['seat-unknown', { ...guest, seat: 'unknown' }],
    ['meeting-ended', { ...guest, phase: 'ended', seat: 'unknown' }],
  ])('%s: %o', (expected, facts) => expect(answer(facts)).toBe(expected));
});

describe('someone with a seat', () => {
  test.each<[string, JoinFacts]>([
    ['admit', { ...guest, seat: inside, placesTaken: 4, locked: true, lobby: true }],
    ['admit', { ...guest, seat: inside, placesTaken: 9 }],
    ['admit', { ...guest, seat: absent, locked: true, lobby: true }],
    ['meeting-full', { ...guest, seat: absent, placesTaken: 5 }],
    ['wait', { ...guest, seat: waiting, lobby: true }],
    ['wait', { ...guest, seat: waiting, lobby: true, locked: true }],
    ['admit', { ...guest, seat: waiting, lobby: false }],
    ['wait', { ...guest, seat: waiting, lobby: false, locked: true }],
    ['admit', { ...host, seat: waiting, lobby: true }],
    ['denied', { ...guest, seat: { state: 'denied', holdsPlace: false } }],
    ['removed', { ...guest, seat: { state: 'removed', holdsPlace: false } }],
    ['removed', { ...guest, seat: inside, banned: true }],
  ])('%s: %o', (expected, facts) => expect(answer(facts)).toBe(expected));
});
