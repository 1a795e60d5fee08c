import { type ChatMessage, maxChatLength } from '@parley/worker/contract/room-state.ts';

const sameBreathMs = 3 * 60_000;

/** Whether a message begins anew, with name and time, or goes on under the one before. */
export function beginsAnew(message: ChatMessage, before: ChatMessage | undefined): boolean {
  return !before || before.participantId !== message.participantId || message.atMs - before.atMs > sameBreathMs;
}

/** Messages of others that came after the last one seen. */
export function unreadCount(messages: readonly ChatMessage[], seenSeq: number, selfId: string | undefined): number {
  return messages.filter(({ seq, participantId }) => seq > seenSeq && participantId !== selfId).length;
}

/** From here on the composer says how much is left. */
const nearLimit = 200;

/** Characters left (negative: too many), once that matters; null before. In UTF-16 units, as the limit. */
export function charactersLeft(text: string): number | null {
  const left = maxChatLength - text.trim().length;
  return left <= nearLimit ? left : null;
}
