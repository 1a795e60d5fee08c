import { BoxFailure } from '../../errors.ts';
import type { Peer } from '../../room/peer.ts';
import type { Room } from '../../room/room.ts';

/**
 * Somebody else who is in the room.
 * @throws {BoxFailure} `participant-not-found`
 */
export function otherParticipant(room: Room, peer: Peer, participantId: string): Peer {
  const other = room.peers.get(participantId);
  if (!other?.present || other === peer) throw new BoxFailure('participant-not-found');
  return other;
}
