import type { RoomEvent } from '../../contract/box-link.ts';
import type { ChatMessage, ExpectedParticipant } from '../../contract/room-state.ts';
import type { LiveState } from './live-state.ts';

type Word = Extract<RoomEvent, { type: 'chat' | 'hand' }>;
export type LastWords = { chat: ChatMessage[]; hands: ExpectedParticipant[] };

/** What people would miss if it stayed in the room that they leave. */
export function isWord(event: RoomEvent): event is Word {
  return event.type === 'chat' || event.type === 'hand';
}

/**
 * What was said and raised in a room that people are leaving, or have left: it is kept, and answered for the box where they go. Of a
 * time that is over, nothing. Whoever has arrived already raises and lowers the hand there. The seat's time of the last event
 * stays: it is by the new box's clock.
 */
export function applyLastWords(state: LiveState, placement: number, events: readonly RoomEvent[]): LastWords {
  const { box, placement: present, firstPlacement } = state.facts;
  if (!box || placement >= present || placement < firstPlacement) return { chat: [], hands: [] };
  const chat = events.flatMap((event) => (event.type === 'chat' ? [event.message] : []));
  state.addChat(chat);
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
  return { chat, hands: [...hands.values()] };
}
