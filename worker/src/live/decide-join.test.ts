import { describe, expect, test } from 'vitest';
import { decideJoin, type JoinFacts, maxWaiting } from './decide-join.ts';

const guest: JoinFacts = {
  phase: 'live',
  locked: false,
  lobby: false,
  beginsWithoutHost: true,
  hostIn: false,
  passcode: null,
  maxSeats: 5,
  media: 'auto',
  placesTaken: 0,
  waitingCount: 0,
  role: 'guest',
  banned: false,
  seat: null,
};
const host: JoinFacts = { ...guest, role: 'host' };
const inside = { state: 'present', holdsPlace: true, knockAgainInMs: 0 } as const;
const absent = { state: 'admitted', holdsPlace: false, knockAgainInMs: 0 } as const;
const waiting = { state: 'waiting', holdsPlace: false, knockAgainInMs: 0 } as const;
const denied = { state: 'denied', holdsPlace: false, knockAgainInMs: 0 } as const;

const answer = (facts: JoinFacts) => {
  const decision = decideJoin(facts);
  if (decision.type === 'wait') return decision.reason === 'lobby' ? 'wait' : decision.reason;
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
    ['admit', { ...guest, media: 'p2p', placesTaken: 3 }],
    ['p2p-full', { ...guest, media: 'p2p', placesTaken: 4 }],
    ['p2p-full', { ...host, media: 'p2p', placesTaken: 4 }],
    ['meeting-full', { ...guest, media: 'p2p', maxSeats: 3, placesTaken: 3 }],
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
    ['admit', { ...guest, media: 'p2p', seat: inside, placesTaken: 4 }],
    ['p2p-full', { ...guest, media: 'p2p', seat: absent, placesTaken: 4 }],
    ['wait', { ...guest, seat: waiting, lobby: true }],
    ['wait', { ...guest, seat: waiting, lobby: true, locked: true }],
    ['admit', { ...guest, seat: waiting, lobby: false }],
    ['wait', { ...guest, seat: waiting, lobby: false, locked: true }],
    ['admit', { ...host, seat: waiting, lobby: true }],
    ['denied', { ...guest, seat: { ...denied, knockAgainInMs: 1 } }],
    ['denied', { ...guest, seat: { ...denied, knockAgainInMs: null } }],
    ['denied', { ...guest, lobby: true, seat: { ...denied, knockAgainInMs: 1 } }],
    ['wait', { ...guest, lobby: true, seat: denied }],
    ['meeting-locked', { ...guest, lobby: true, locked: true, seat: denied }],
    ['meeting-full', { ...guest, lobby: true, waitingCount: maxWaiting, seat: denied }],
    ['removed', { ...guest, lobby: true, banned: true, seat: denied }],
    ['admit', { ...guest, seat: denied }],
    ['removed', { ...guest, seat: { ...absent, state: 'removed' } }],
    ['removed', { ...guest, seat: inside, banned: true }],
  ])('%s: %o', (expected, facts) => expect(answer(facts)).toBe(expected));
});

test('after a denial it says when another knock is heard, as long as one will be', () => {
  const after = (knockAgainInMs: number | null) => decideJoin({ ...guest, seat: { ...denied, knockAgainInMs } });
  expect(after(9_001)).toEqual({ type: 'refuse', code: 'denied', retryAfterSeconds: 10 });
  expect(after(null)).toEqual({ type: 'refuse', code: 'denied' });
});

describe('a meeting that does not begin without a host', () => {
  const alone: JoinFacts = { ...guest, beginsWithoutHost: false };
  test.each<[string, JoinFacts]>([
    ['no-host', alone],
    ['no-host', { ...alone, phase: 'idle' }],
    ['no-host', { ...alone, lobby: true }],
    ['no-host', { ...alone, seat: waiting }],
    ['no-host', { ...alone, seat: waiting, lobby: true, locked: true }],
    ['no-host', { ...alone, seat: denied }],
    ['meeting-locked', { ...alone, locked: true }],
    ['meeting-ended', { ...alone, phase: 'ended' }],
    ['meeting-full', { ...alone, waitingCount: maxWaiting }],
    ['removed', { ...alone, banned: true }],
    ['admit', { ...alone, hostIn: true }],
    ['admit', { ...alone, hostIn: true, seat: waiting }],
    ['wait', { ...alone, hostIn: true, lobby: true }],
    ['wait', { ...alone, hostIn: true, lobby: true, seat: waiting }],
    ['wait', { ...alone, hostIn: true, locked: true, seat: waiting }],
    ['admit', { ...alone, seat: inside }],
    ['admit', { ...alone, seat: absent, lobby: true, locked: true }],
    ['admit', { ...alone, role: 'host' }],
    ['admit', { ...alone, role: 'co-host', lobby: true, locked: true }],
  ])('%s: %o', (expected, facts) => expect(answer(facts)).toBe(expected));
});

describe('a meeting with a passcode', () => {
  test.each<[string, JoinFacts]>([
    ['passcode-needed', { ...guest, passcode: 'none' }],
    ['passcode-wrong', { ...guest, passcode: 'wrong' }],
    ['admit', { ...guest, passcode: 'right' }],
    ['passcode-needed', { ...guest, passcode: 'none', lobby: true }],
    ['passcode-wrong', { ...guest, passcode: 'wrong', lobby: true, beginsWithoutHost: false }],
    ['wait', { ...guest, passcode: 'right', lobby: true }],
    ['no-host', { ...guest, passcode: 'right', lobby: true, beginsWithoutHost: false }],
    ['meeting-locked', { ...guest, passcode: 'right', locked: true }],
    ['meeting-locked', { ...guest, passcode: 'wrong', locked: true }],
    ['removed', { ...guest, passcode: 'wrong', banned: true }],
    ['meeting-ended', { ...guest, passcode: 'none', phase: 'ended' }],
    ['meeting-full', { ...guest, passcode: 'right', placesTaken: 5 }],
    ['passcode-wrong', { ...guest, passcode: 'wrong', placesTaken: 5 }],
    ['passcode-needed', { ...guest, passcode: 'none', lobby: true, seat: denied }],
  ])('%s: %o', (expected, facts) => expect(answer(facts)).toBe(expected));
});
