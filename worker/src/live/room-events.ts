import type { ParticipantEnd, RoomEnd, RoomEvent } from '../../contract/box-link.ts';
import type { LiveState } from './live-state.ts';
import { forgetReports } from './report-gone.ts';
import { comeBackMs, type Seat } from './seat.ts';
import { applyTalk } from './talk.ts';

/** A box's clock may be ahead; beyond this it is not believed. */
const believedAheadMs = 60_000;

const notTheirChoice: readonly ParticipantEnd[] = ['box-closing', 'moved', 'failed'];
/** Ends after which the room may be opened again, under the same placement, with nothing missing. */
const ordinaryEnds: readonly RoomEnd[] = ['empty', 'meeting-ended'];

type ParticipantEvent = Extract<RoomEvent, { type: 'participant-joined' | 'participant-left' | 'hand' }>;

/**
 * What happened in the room, as its box told. Events may come twice (sent again after a reconnect): one that is older than the
 * last of the same participant is ignored.
 */
export function applyRoomEvents(state: LiveState, events: readonly RoomEvent[], nowMs: number): void {
  applyTalk(state, events);
  for (const event of events) {
    if (event.type === 'room-closed') roomClosed(state, event.reason, nowMs);
    else if ('participantId' in event && event.type !== 'spotlight') applyToSeat(state, event, nowMs);
  }
}

function applyToSeat(state: LiveState, event: ParticipantEvent, nowMs: number): void {
  const atMs = Math.min(event.atMs, nowMs + believedAheadMs);
  const seat = state.seatOfParticipant(event.participantId);
  if (!seat || atMs < seat.lastEventAtMs) return;
  if (event.type === 'hand') {
    if (seat.state === 'present') state.put({ ...seat, handRaisedAtMs: event.raisedAtMs, lastEventAtMs: atMs });
  } else if (event.type === 'participant-joined') {
    arrive(state, seat, atMs);
    if (!state.facts.roomOpen) state.change({ roomOpen: true });
  } else if (event.reason === 'replaced') {
    // The same participant is there with another connection.
  } else if (notTheirChoice.includes(event.reason)) {
    departUnwillingly(state, seat, nowMs, atMs);
  } else {
    const left = { lastEventAtMs: atMs, expectedBack: false, handRaisedAtMs: null };
    // Who was only expected keeps the place for a join under way.
    if (!state.move(seat, 'depart', { ...left, heldUntilMs: null }) && seat.expectedBack)
      state.put({ ...seat, ...left });
  }
}

function arrive(state: LiveState, seat: Seat, atMs: number): void {
  const { placement } = state.facts;
  const arrived = { heldUntilMs: null, lastEventAtMs: atMs, placement, expectedBack: false };
  if (!state.move(seat, 'arrive', arrived) && seat.state === 'present') state.put({ ...seat, ...arrived });
}

/** They did not mean to leave: their place is kept, and the next box is told to expect them. */
export function departUnwillingly(state: LiveState, seat: Seat, nowMs: number, atMs = seat.lastEventAtMs): void {
  state.move(seat, 'depart', { heldUntilMs: nowMs + comeBackMs, lastEventAtMs: atMs, expectedBack: true });
}

/**
 * Whoever is still present has not left by themselves: an empty room was left by all before it closed. Who is on the way from
 * another box was never in. Null: the box has no such room.
 */
function roomClosed(state: LiveState, reason: RoomEnd | null, nowMs: number): void {
  const { roomOpen, placement, lost } = state.facts;
  for (const seat of state.seats) if (seat.placement === placement) departUnwillingly(state, seat, nowMs);
  const missing = reason === null ? roomOpen : !ordinaryEnds.includes(reason);
  if (roomOpen || missing) state.change({ roomOpen: false, lost: lost || missing });
}

/** Who is in the room, as the box says when its link opens; null if the box has no such room. */
export function applySnapshot(state: LiveState, participantIds: readonly string[] | null, nowMs: number): void {
  forgetReports(state);
  if (!participantIds) {
    roomClosed(state, null, nowMs);
    return;
  }
  const { placement } = state.facts;
  const inside = new Set(participantIds);
  for (const seat of state.seats) {
    if (inside.has(seat.participantId)) arrive(state, seat, seat.lastEventAtMs);
    else if (seat.placement === placement) state.move(seat, 'depart', { expectedBack: false, handRaisedAtMs: null });
  }
  if (!state.facts.roomOpen) state.change({ roomOpen: true });
}
