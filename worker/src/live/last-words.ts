import type { RoomEvent } from '../../contract/box-link.ts';
import type { ExpectedParticipant } from '../../contract/room-state.ts';
import type { LiveState } from './live-state.ts';
import { applyTalk, type Talk } from './talk.ts';

const words = ['chat', 'hand', 'poll', 'vote', 'spotlight'] as const;
type Word = Extract<RoomEvent, { type: (typeof words)[number] }>;
/** `expected`: people whose hands went up or down. */
export type LastWords = Talk & { expected: ExpectedParticipant[] };

/** What people would miss if it stayed in the room that they leave. */
export function isWord(event: RoomEvent): event is Word {
  return words.some((type) => type === event.type);
}

/**
 * What was said and raised in a room that people are leaving, or have left: it is kept, and answered for the box where they go. Null: of
 * a time that is over, or nothing. Whoever has arrived already raises and lowers the hand there. The seat's time of the last event
 * stays: it is by the new box's clock.
 */
export function applyLastWords(state: LiveState, placement: number, events: readonly RoomEvent[]): LastWords | null {
  const { box, placement: present, firstPlacement } = state.facts;
  if (!box || placement >= present || placement < firstPlacement || !events.some(isWord)) return null;
  const talk = applyTalk(state, events);
  const hands = new Map<string, ExpectedParticipant>();
  for (const event of events) {
    const seat = event.type === 'hand' ? state.seatOfParticipant(event.participantId) : undefined;
    if (event.type !== 'hand' || !seat || seat.placement >= present) continue;
    if (seat.state !== 'present' && !seat.expectedBack) continue;
    const { participantId: id, name, role } = seat;
    const { raisedAtMs: handRaisedAtMs } = event;
    state.put({ ...seat, handRaisedAtMs });
    hands.set(id, { id, name, role, handRaisedAtMs });
  }
  return { ...talk, expected: [...hands.values()] };
}
