import type { NoticeOf } from '../../contract/notices.ts';
import type { MediaSetup, ReplyOf } from '../../contract/requests.ts';
import type { Peer } from './peer.ts';
import type { Room } from './room.ts';

/** What a participant finds on entering. */
export function describeForEntry(room: Room, peer: Peer, media: MediaSetup): ReplyOf<'join'> {
  return {
    participantId: peer.id,
    participants: room.roster.participants(),
    locked: room.locked,
    grants: [...peer.rights.grants],
    spotlight: room.spotlight.now,
    hasPolls: !room.polls.isEmpty,
    policy: room.ways.policy,
    mode: room.ways.mode,
    lastChatSeq: room.talk.lastChatSeq(peer.id),
    media,
  };
}

/** All that a participant may have missed, as it is now. */
export function describeForReturn(room: Room, peer: Peer): NonNullable<NoticeOf<'connected'>['resumed']> {
  return {
    mediaEpoch: room.media.epochOf(peer),
    mode: room.ways.mode,
    settled: room.ways.settledWith(peer.id),
    lastChatSeq: room.talk.lastChatSeq(peer.id),
    moving: room.moving,
    participants: room.roster.participants(),
    consumers: room.media.consumers(peer),
    locked: room.locked,
    grants: [...peer.rights.grants],
    spotlight: room.spotlight.now,
    watchedLayers: room.media.watchedLayers(peer),
  };
}
