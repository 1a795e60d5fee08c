import type { NoticeOf } from '../../contract/notices.ts';
import type { MediaSetup, ReplyOf } from '../../contract/requests.ts';
import { connection } from '../../contract/version.ts';
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

/** A socket that is dead may seem to be alive for so long: what was said to it then was not heard. */
const unheardMs = connection.pingIntervalMs + connection.pingTimeoutMs;

/** Tells somebody who is back who speaks, and what was stopped while nobody heard it: neither is in what they were told with it. */
export function tellMissed(room: Room, peer: Peer): void {
  peer.notifier.notify('speakers', { participantIds: room.media.speaking() });
  if (peer.stopped && peer.stopped.atMs > peer.lostAtMs - unheardMs)
    peer.notifier.notify('sourcesStopped', peer.stopped.notice);
  peer.stopped = null;
}
