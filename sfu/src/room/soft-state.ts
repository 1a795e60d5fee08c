import type { Peer } from './peer.ts';
import { Polls } from './polls.ts';
import { Reactions } from './reactions.ts';
import type { Room } from './room.ts';
import type { RoomDependencies } from './room-options.ts';
import { Spotlight } from './spotlight.ts';
import { Talk } from './talk.ts';

/** What people share besides media, and what the next box gets of it. */
export interface SoftState {
  talk: Talk;
  polls: Polls;
  spotlight: Spotlight;
  reactions: Reactions;
}

export function openSoftState(room: Pick<Room, 'name' | 'tell'>, dependencies: RoomDependencies): SoftState {
  const { makeStore, timers, report } = dependencies;
  const store = makeStore(room.name);
  const keeping = { ...room.name, store, book: store.polls, timers, report };
  const receives = (peer: Peer) => peer.may('receive');
  return {
    talk: new Talk({
      ...keeping,
      tell: (message, isMeant) => room.tell('chat', { message }, (peer) => isMeant(peer.id) && receives(peer)),
    }),
    polls: new Polls({ ...keeping, tell: (stand) => room.tell('poll', stand, receives) }),
    spotlight: new Spotlight({ ...keeping, tell: (participantId) => room.tell('spotlight', { participantId }) }),
    reactions: new Reactions((reaction) => room.tell('reaction', reaction, receives)),
  };
}
