import { type BoxCommand, maxBoxLinkMessageBytes } from '../../contract/box-link.ts';
import type { ChatMessage, ExpectedParticipant, Poll, Vote } from '../../contract/room-state.ts';

/** What people would miss of the room before. */
export type RoomContents = {
  expected: readonly ExpectedParticipant[];
  chat: readonly ChatMessage[];
  polls: readonly Poll[];
  votes: readonly Vote[];
  spotlight: string | null;
};

type Part = { chat: ChatMessage[]; polls: Poll[]; votes: Vote[] };

const maxMessagesPerPart = 100;
const maxVotesPerPart = 1_000;
/** Bytes of content in one part: as much again is left for the people, who come with the first. */
const maxPartBytes = maxBoxLinkMessageBytes / 4;

const isFull = ({ chat, votes }: Part) => chat.length >= maxMessagesPerPart || votes.length >= maxVotesPerPart;

/** Parts that each fit a box-link message, whatever they hold. Each vote is in the part of its poll or in a later one. */
function partsOf({ chat, polls, votes }: RoomContents): Part[] {
  const encoder = new TextEncoder();
  const parts: Part[] = [{ chat: [], polls: [], votes: [] }];
  let bytes = 0;
  const add = <K extends keyof Part>(kind: K, items: readonly Part[K][number][]) => {
    for (const item of items) {
      const size = encoder.encode(JSON.stringify(item)).length;
      const last = parts.at(-1);
      const fits = last && !isFull(last) && (bytes === 0 || bytes + size <= maxPartBytes);
      const part = fits ? last : { chat: [], polls: [], votes: [] };
      if (!fits) {
        parts.push(part);
        bytes = 0;
      }
      (part[kind] as Part[K][number][]).push(item);
      bytes += size;
    }
  };
  add('chat', chat);
  add('polls', polls);
  add('votes', votes);
  return parts;
}

/** Gives a placement what the one before had; no command at all when it had nothing. Each part says who is in the spotlight. */
export function restoreCommands(
  target: { meetingId: string; placement: number },
  contents: RoomContents,
): BoxCommand[] {
  const { expected, chat, polls, votes, spotlight } = contents;
  if ([expected, chat, polls, votes].every(({ length }) => length === 0) && spotlight === null) return [];
  return partsOf(contents).map((part, index) => ({
    name: 'restore-room',
    ...target,
    expected: index === 0 ? [...expected] : [],
    ...part,
    spotlight,
  }));
}
