import { describe, expect, test } from 'vitest';
import { allPermitted } from '../../contract/roles.ts';
import { makeSeat } from '../../test/make-seat.ts';
import type { LiveMeetingStore } from './live-meeting-store.ts';
import { LiveState } from './live-state.ts';
import { maxRememberedSeats, type Seat } from './seat.ts';

const nowMs = 1_000_000;
const nowhere = { create() {}, saveFacts() {}, saveSeat() {}, deleteSeat() {} } as unknown as LiveMeetingStore;
const settings = {
  title: 'Algebra',
  lobby: false,
  maxSeats: 10,
  media: 'auto' as const,
  passcode: null,
  beginsWithoutHost: true,
  permissions: allPermitted,
  schedule: null,
  createdAtMs: 0,
  lastLiveAtMs: null,
  deleted: false,
};

/** A meeting that remembers as many seats as it may: these, and otherwise people who are in it. */
function full(...seats: Seat[]): LiveState {
  const state = LiveState.begin(nowhere, { ...settings, id: 'abc-defg-hjk', ownerId: 'ada' });
  for (const one of seats) state.put(one);
  while (state.seats.length < maxRememberedSeats) state.put(makeSeat(`in-${state.seats.length}`, { sinceMs: 0 }));
  return state;
}

const denied = (id: string, sinceMs: number) => makeSeat(id, { state: 'denied', sinceMs });
const absent = (id: string, sinceMs: number) => makeSeat(id, { state: 'admitted', sinceMs });
const removed = (id: string, sinceMs: number) => makeSeat(id, { state: 'removed', sinceMs });
const onTheWay = makeSeat('on the way', { state: 'admitted', sinceMs: 1, heldUntilMs: nowMs + 1 });
const waiting = makeSeat('waiting', { state: 'waiting', sinceMs: 1 });

describe('room to remember one more', () => {
  test('is there while there are fewer', () => {
    const state = full(denied('denied', 1));
    state.drop('in-1');
    expect(state.makeRoom(nowMs)).toBe(true);
    expect(state.seat('denied')).toBeDefined();
  });

  test.each<[string, Seat[], string]>([
    [
      'the oldest denied',
      [denied('newer', 9), denied('older', 8), absent('absent', 1), removed('removed', 1)],
      'older',
    ],
    ['else the longest absent', [absent('newer', 9), absent('older', 8), removed('removed', 1)], 'older'],
    ['else the oldest removed', [removed('newer', 9), removed('older', 8), onTheWay, waiting], 'older'],
  ])('is made of %s', (_, seats, forgotten) => {
    const state = full(...seats);
    expect(state.makeRoom(nowMs)).toBe(true);
    expect(state.seats).toHaveLength(maxRememberedSeats - 1);
    expect(state.seat(forgotten)).toBeUndefined();
  });

  test('is not made of people who are in, on the way or waiting', () => {
    const state = full(onTheWay, waiting);
    expect(state.makeRoom(nowMs)).toBe(false);
    expect(state.seats).toHaveLength(maxRememberedSeats);
  });
});
