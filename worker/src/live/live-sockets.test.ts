import { expect, test } from 'vitest';
import { allPermitted } from '../../contract/roles.ts';
import { makeSeat } from '../../test/make-seat.ts';
import { admitWaiting, type Room, tellKnocks, tellSettings } from './door.ts';
import type { LiveMeetingStore } from './live-meeting-store.ts';
import { LiveSockets } from './live-sockets.ts';
import { LiveState } from './live-state.ts';
import type { Seat } from './seat.ts';
import { settleState } from './settle.ts';

const nowMs = 1_000_000;
const nowhere = { create() {}, saveFacts() {}, saveSeat() {}, deleteSeat() {} } as unknown as LiveMeetingStore;
const settings = {
  ...{ id: 'abc-defg-hjk', ownerId: 'ada', title: 'Algebra', lobby: true, maxSeats: 500, media: 'sfu' as const },
  ...{ passcode: null, beginsWithoutHost: true, permissions: allPermitted, schedule: null },
  ...{ createdAtMs: 0, lastLiveAtMs: null, deleted: false },
};

/** A socket of each seat, and how often the runtime was asked what they are. */
function roomOf(seats: readonly Seat[]) {
  const told = new Map<string, string[]>();
  let read = 0;
  const sockets = seats.map(({ id: seatId }) => ({
    readyState: WebSocket.OPEN,
    deserializeAttachment: () => {
      read++;
      return { openedAtMs: 0, seatId, address: null };
    },
    send: (text: string) => void told.set(seatId, [...(told.get(seatId) ?? []), JSON.parse(text).type]),
  }));
  const ctx = { getWebSockets: () => sockets } as unknown as DurableObjectState;
  const state = LiveState.begin(nowhere, settings);
  state.change({ phase: 'live', roomOpen: true, waitingReason: 'lobby' });
  for (const seat of seats) state.put(seat);
  const placement = { policy: () => 'sfu' } as unknown as Room['placement'];
  const room: Room = { state, sockets: new LiveSockets(ctx), placement };
  const readsOf = (act: (room: Room) => void) => {
    read = 0;
    act(room);
    return read / sockets.length;
  };
  return { state, told, readsOf };
}

const hosts = Array.from({ length: 30 }, (_, index) => makeSeat(`host-${index}`, { role: 'co-host' }));
const waiting = Array.from({ length: 70 }, (_, index) =>
  makeSeat(`waits-${index}`, { state: 'waiting', heldUntilMs: 1 }),
);

test('however many are told something, what each socket is is read once', () => {
  const { told, readsOf } = roomOf([...hosts, ...waiting]);
  expect(readsOf(tellKnocks)).toBe(1);
  expect(readsOf(tellSettings)).toBe(1);
  for (const { id } of hosts) expect(told.get(id)).toEqual(['knocks', 'settings']);
});

test('also when the meeting is looked after, and nobody who is connected is forgotten', () => {
  const { state, readsOf } = roomOf([...hosts, ...waiting]);
  expect(readsOf((room) => settleState(room, nowMs))).toBe(1);
  expect(state.waiting()).toHaveLength(waiting.length);
});

test('and when all are let in, beside telling the hosts', () => {
  const { told, readsOf } = roomOf([...hosts, ...waiting]);
  expect(readsOf((room) => admitWaiting(room, waiting, nowMs))).toBe(2);
  for (const { id } of waiting) expect(told.get(id)).toEqual(['admitted']);
});
