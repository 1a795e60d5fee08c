import type { Source } from '../../contract/shapes.ts';
import { BoxFailure } from '../errors.ts';
import type { Peer } from './peer.ts';
import { endSources, followSources } from './rights.ts';
import type { Room } from './room.ts';

/**
 * Mutes microphones and ends cameras and screens of others; null: of everybody else but hosts. Who has left meanwhile is passed over.
 * @throws {BoxFailure} `participant-not-found` when nobody is left of those named; `outranked`, and nothing is done, when one is a host
 * and this one is not
 */
export function stopSources(room: Room, by: Peer, ids: readonly string[] | null, sources: readonly Source[]): void {
  for (const peer of peersToStop(room, by, ids)) {
    const stopped = endSources(peer, [...new Set(sources)]);
    if (stopped.length === 0) continue;
    const earlier = peer.notifier.online ? [] : (peer.stopped?.notice.sources ?? []);
    const notice = { sources: [...new Set([...earlier, ...stopped])], by: by.id };
    peer.stopped = { notice, atMs: Date.now() };
    peer.notifier.notify('sourcesStopped', notice);
    room.announcements.changed(peer.id, true);
    followSources(room, peer, stopped);
  }
}

function peersToStop(room: Room, by: Peer, ids: readonly string[] | null): Peer[] {
  const others = [...room.peers.values()].filter((peer) => peer.present && peer !== by);
  if (ids === null) return others.filter(({ rights }) => rights.role !== 'host');
  const named = others.filter(({ id }) => ids.includes(id));
  if (named.length === 0) throw new BoxFailure('participant-not-found');
  if (by.rights.role !== 'host' && named.some(({ rights }) => rights.role === 'host'))
    throw new BoxFailure('outranked');
  return named;
}

/**
 * Lowers hands; null: everybody's. Who has left meanwhile is passed over.
 * @throws {BoxFailure} `participant-not-found` when nobody is left of those named
 */
export function lowerHands(room: Room, ids: readonly string[] | null): void {
  const named = room.roster.participants().filter(({ id }) => ids === null || ids.includes(id));
  if (named.length === 0) throw new BoxFailure('participant-not-found');
  for (const participant of named) {
    if (room.talk.setHand(participant.id, false)) room.announcements.changed(participant.id, true);
  }
}

/**
 * Shows somebody who is here to everybody; null: nobody.
 * @throws {BoxFailure} `participant-not-found`
 */
export function setSpotlight(room: Room, participantId: string | null): void {
  if (participantId !== null && room.peers.get(participantId)?.present !== true)
    throw new BoxFailure('participant-not-found');
  room.spotlight.set(participantId);
}
