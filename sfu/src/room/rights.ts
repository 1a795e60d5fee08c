import type { Source } from '../../contract/shapes.ts';
import { grantOfSource } from './grants.ts';
import type { Peer, Rights } from './peer.ts';
import type { Room } from './room.ts';

/** Gives somebody what they are and may do from now on, here or on their way: what they may not send any more ends. */
export function setRights(room: Room, participantId: string, rights: Rights): void {
  const peer = room.peers.get(participantId);
  if (peer) setPeerRights(room, peer, rights);
  if (room.expected.setRole(participantId, rights.role) && !peer?.present)
    room.announcements.changed(participantId, true);
}

function setPeerRights(room: Room, peer: Peer, rights: Rights): void {
  const before = peer.rights;
  if (before.version > rights.version) return;
  peer.rights = rights;
  const ended = endSources(
    peer,
    [...peer.sources.keys()].filter((source) => !peer.may(grantOfSource[source])),
  );
  if (peer.present && before.grants.toSorted().join() !== rights.grants.toSorted().join())
    peer.notifier.notify('grantsChanged', { grants: [...rights.grants] });
  if (peer.present && (before.role !== rights.role || ended.length > 0)) room.announcements.changed(peer.id, true);
  followSources(room, peer, ended);
  room.media.followRights(peer);
}

/**
 * Ends what somebody sends; a microphone is muted, so that they need not be asked for it again.
 * @returns those that were not so already
 */
export function endSources(peer: Peer, sources: readonly Source[]): Source[] {
  return sources.filter((source) => {
    if (!peer.sources.has(source)) return false;
    if (source !== 'mic') return peer.sources.delete(source);
    const wasMuted = peer.sources.get(source);
    peer.sources.set(source, true);
    return !wasMuted;
  });
}

/** Lets what goes through the box follow what is said of these sources now. */
export function followSources(room: Room, peer: Peer, sources: readonly Source[]): void {
  for (const source of sources) void room.media.followSource(peer, source).catch((error) => room.mediaFailed(error));
}
