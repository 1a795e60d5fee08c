import type { NoticeOf } from '../../contract/notices.ts';
import type { Peer } from './peer.ts';
import type { Room } from './room.ts';

/** All that a participant may have missed, as it is now. */
export function describeForReturn(room: Room, peer: Peer): NonNullable<NoticeOf<'connected'>['resumed']> {
  return {
    mediaEpoch: room.media.epochOf(peer),
    mode: room.ways.mode,
    settled: room.ways.settledWith(peer.id),
    lastChatSeq: room.talk.lastChatSeq,
    moving: room.moving,
    participants: room.participants(),
    consumers: room.media.consumers(peer),
    locked: room.locked,
    watchedLayers: room.media.watchedLayers(peer),
  };
}
