import type { KeptFile } from './kept-restores.ts';
import { findAuthor, nameParticipant } from './names.ts';
import type { Room } from './room.ts';

/**
 * Says in the chat that somebody shared a file, in their name.
 * @throws {BoxFailure} `participant-not-found` when its sender, or the one whom it is for, is gone
 */
export function shareFile(room: Room, { participantId, to, file }: KeptFile): void {
  room.talk.share(findAuthor(room, participantId), file, to === null ? null : nameParticipant(room, to));
}
