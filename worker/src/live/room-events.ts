import type { RoomEvent } from '../../contract/box-link.ts';
import type { LiveState } from './live-state.ts';

/** A box's clock may be ahead; beyond this it is not believed. */
const believedAheadMs = 60_000;

/**
 * What happened in the room, as its box told. Events may come twice (sent again after a reconnect): one that is older than the
 * last of the same participant is ignored.
 */
export function applyRoomEvents(state: LiveState, events: readonly RoomEvent[], nowMs: number): void {
  for (const event of events) {
    const atMs = Math.min(event.atMs, nowMs + believedAheadMs);
    if (event.type === 'room-closed') {
      roomClosed(state);
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
      state.move(seat, 'depart', { lastEventAtMs: atMs });
    }
  }
}

function roomClosed(state: LiveState): void {
  for (const seat of state.seats) state.move(seat, 'depart');
  if (state.facts.roomOpen) state.change({ roomOpen: false });
}

/** Who is in the room, as the box says when its link opens; null if the box has no such room. */
export function applySnapshot(state: LiveState, participantIds: readonly string[] | null): void {
  if (!participantIds) {
    roomClosed(state);
    return;
  }
  const inside = new Set(participantIds);
  for (const seat of state.seats) {
    if (inside.has(seat.participantId)) state.move(seat, 'arrive', { heldUntilMs: null });
    else state.move(seat, 'depart');
  }
  if (!state.facts.roomOpen) state.change({ roomOpen: true });
}
