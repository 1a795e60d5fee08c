import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import { BoxFailure } from '../errors.ts';
import type { Peer } from './peer.ts';
import type { Room } from './room.ts';
import type { Author } from './talk.ts';

/** Someone who says something, as they are called now. */
export function authorOf({ id, identity, rights }: Peer): Author {
  return { participantId: id, name: identity.name, role: rights.role };
}

/**
 * A participant, as they are called now; also one who is away, or on the way from another box.
 * @throws {BoxFailure} `participant-not-found`
 */
export function nameParticipant(room: Room, participantId: string): NonNullable<ChatMessage['to']> {
  const { name } = findAuthor(room, participantId);
  return { participantId, name };
}

/** @throws {BoxFailure} `participant-not-found` */
export function findAuthor(room: Room, participantId: string): Author {
  const found = room.roster.find(participantId);
  if (!found) throw new BoxFailure('participant-not-found');
  return { participantId, name: found.name, role: found.role };
}
