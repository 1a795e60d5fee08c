import type { PayloadOf, ReplyOf, RequestName } from '@parley/sfu/contract/requests.ts';
import type { Reaction, Source } from '@parley/sfu/contract/shapes.ts';
import type { OwnPolls } from './own-polls.ts';

/** Asks the box where this person is now; rejects while they are nowhere. */
export type RoomRequest = <N extends RequestName>(name: N, payload: PayloadOf<N>) => Promise<ReplyOf<N>>;

/** What one can ask of the room, beside sending and receiving. The box refuses what is not granted. */
export type RoomRequests = {
  react: (reaction: Reaction) => Promise<void>;
  /** Null: of everybody else but hosts. */
  stopSources: (participantIds: string[] | null, sources: Source[]) => Promise<void>;
  /** Null: everybody's. */
  lowerHands: (participantIds: string[] | null) => Promise<void>;
  /** Null: nobody. */
  setSpotlight: (participantId: string | null) => Promise<void>;
  createPoll: (poll: PayloadOf<'createPoll'>) => Promise<void>;
  closePoll: (pollId: string) => Promise<void>;
};

export function makeRoomRequests(request: RoomRequest, ownPolls: OwnPolls): RoomRequests {
  const ask = async <N extends RequestName>(name: N, payload: PayloadOf<N>) => {
    await request(name, payload);
  };
  return {
    react: (reaction) => ask('react', { reaction }),
    stopSources: (participantIds, sources) => ask('stopSources', { participantIds, sources }),
    lowerHands: (participantIds) => ask('lowerHands', { participantIds }),
    setSpotlight: (participantId) => ask('setSpotlight', { participantId }),
    createPoll: (poll) => ownPolls.begin(() => request('createPoll', poll)),
    closePoll: (pollId) => ownPolls.end(pollId, () => request('closePoll', { pollId })),
  };
}
