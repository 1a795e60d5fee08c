import type { ParticipantEnd, RoomEvent } from '../../contract/box-link.ts';
import type { LiveState } from './live-state.ts';

/** A box's clock may be ahead; beyond this it is not believed. */
const believedAheadMs = 60_000;

/**
 * How long a seat keeps its place when the box or its room ended under the person: their client asks to join again by itself, and
 * finds the meeting, its lock and its seat as they were.
 */
const comeBackMs = 60_000;
const notTheirChoice: readonly ParticipantEnd[] = ['box-closing', 'moved', 'failed'];

/**
 * What happened in the room, as its box told. Events may come twice (sent again after a reconnect): one that is older than the
 * last of the same participant is ignored.
 */
export function applyRoomEvents(state: LiveState, events: readonly RoomEvent[], nowMs: number): void {
  for (const event of events) {
    const atMs = Math.min(event.atMs, nowMs + believedAheadMs);
    if (event.type === 'room-closed') {
      roomClosed(state, nowMs);
      continue;
    }
    const seat = state.seatOfParticipant(event.participantId);
    if (!seat || atMs < seat.lastEventAtMs) continue;
    if (event.type === 'participant-joined') {
      if (!state.move(seat, 'arrive', { heldUntilMs: null, lastEventAtMs: atMs }) && seat.state === 'present')
        state.put({ ...seat, heldUntilMs: null, lastEventAtMs: atMs });
      if (!state.facts.roomOpen) state.change({ roomOpen: true });
    } else if (event.reason !== 'replaced') {
      // Replaced: the same participant is there with another connection.
      const heldUntilMs = notTheirChoice.includes(event.reason) ? nowMs + comeBackMs : null;
      state.move(seat, 'depart', { heldUntilMs, lastEventAtMs: atMs });
    }
  }
}

/** Whoever is still present has not left by themselves: an empty room was left by all before it closed. */
function roomClosed(state: LiveState, nowMs: number): void {
  for (const seat of state.seats) state.move(seat, 'depart', { heldUntilMs: nowMs + comeBackMs });
  if (state.facts.roomOpen) state.change({ roomOpen: false });
}

/** Who is in the room, as the box says when its link opens; null if the box has no such room. */
export function applySnapshot(state: LiveState, participantIds: readonly string[] | null, nowMs: number): void {
  if (!participantIds) {
    roomClosed(state, nowMs);
    return;
  }
  const inside = new Set(participantIds);
  for (const seat of state.seats) {
    if (inside.has(seat.participantId)) state.move(seat, 'arrive', { heldUntilMs: null });
    else state.move(seat, 'depart');
  }
  if (!state.facts.roomOpen) state.change({ roomOpen: true });
}
