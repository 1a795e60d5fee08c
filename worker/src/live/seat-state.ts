/**
 * `waiting`: in the lobby. `admitted`: may come in, holds a place until `heldUntilMs` if that is set and not past, and is
 * otherwise absent. `present`: the box reports the participant in the room. `denied`: refused until they knock again, which takes
 * a pause and works a few times only (`seat.ts`). `removed`: refused until the meeting is idle.
 */
export type SeatState = 'waiting' | 'admitted' | 'present' | 'denied' | 'removed';
export const seatStates: readonly SeatState[] = ['waiting', 'admitted', 'present', 'denied', 'removed'];

/** `knock`: they ask to come in. */
export type SeatEvent = 'knock' | 'admit' | 'deny' | 'remove' | 'arrive' | 'depart';
export const seatEvents: readonly SeatEvent[] = ['knock', 'admit', 'deny', 'remove', 'arrive', 'depart'];

const table: Record<SeatState, Partial<Record<SeatEvent, SeatState>>> = {
  waiting: { knock: 'waiting', admit: 'admitted', deny: 'denied', remove: 'removed' },
  admitted: { admit: 'admitted', arrive: 'present', remove: 'removed' },
  present: { admit: 'present', depart: 'admitted', remove: 'removed' },
  denied: { knock: 'waiting', remove: 'removed' },
  removed: { remove: 'removed' },
};

/** The seat's next state; null if the event means nothing in this state and is to be ignored. */
export function nextSeatState(state: SeatState, event: SeatEvent): SeatState | null {
  return table[state][event] ?? null;
}
