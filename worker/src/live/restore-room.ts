import { type BoxCommand, maxBoxLinkMessageBytes } from '../../contract/box-link.ts';
import type { ChatMessage, ExpectedParticipant } from '../../contract/room-state.ts';

const maxMessagesPerPart = 100;
/** Bytes of messages in one part: as much again is left for the people, who come with the first. */
const maxPartBytes = maxBoxLinkMessageBytes / 4;

/** Parts that each fit a box-link message, whatever the messages hold. */
function partsOf(chat: readonly ChatMessage[]): ChatMessage[][] {
  const encoder = new TextEncoder();
  const parts: ChatMessage[][] = [];
  let bytes = 0;
  for (const message of chat) {
    const size = encoder.encode(JSON.stringify(message)).length;
    const part = parts.at(-1);
    if (part && part.length < maxMessagesPerPart && bytes + size <= maxPartBytes) {
      part.push(message);
      bytes += size;
    } else {
      parts.push([message]);
      bytes = size;
    }
  }
  return parts;
}

/** Gives a placement what the one before had; no command at all when it had nothing. */
export function restoreCommands(
  target: { meetingId: string; placement: number },
  expected: readonly ExpectedParticipant[],
  chat: readonly ChatMessage[],
): BoxCommand[] {
  const [first = [], ...others] = partsOf(chat);
  if (expected.length + first.length === 0) return [];
  const part = (people: readonly ExpectedParticipant[], messages: ChatMessage[]): BoxCommand => ({
    name: 'restore-room',
    ...target,
    expected: [...people],
    chat: messages,
  });
  return [part(expected, first), ...others.map((messages) => part([], messages))];
}
