import type { RoomEvent } from '../../contract/box-link.ts';
import type { ChatMessage, Poll, Vote } from '../../contract/room-state.ts';
import type { LiveState } from './live-state.ts';

/** What was said, asked and voted. */
export type Talk = { chat: ChatMessage[]; polls: Poll[]; votes: Vote[] };

/**
 * Keeps what was said, asked, voted and shown in the room, and answers what of it the room's next box has to be told. A vote or a
 * spotlight of an earlier placement, told late, changes nothing that a later one said.
 */
export function applyTalk(state: LiveState, events: readonly RoomEvent[]): Talk {
  const talk: Talk = { chat: [], polls: [], votes: [] };
  for (const event of events) {
    if (event.type === 'chat') talk.chat.push(event.message);
    else if (event.type === 'poll') {
      state.setPoll(event.id, event.poll);
      if (event.poll) talk.polls.push(event.poll);
    } else if (event.type === 'vote') {
      if (state.vote(event.vote, event.placement)) talk.votes.push(event.vote);
    } else if (event.type === 'spotlight') state.setSpotlight(event.participantId, event.placement);
  }
  state.addChat(talk.chat);
  return talk;
}
