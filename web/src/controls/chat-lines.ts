import { type ChatMessage, maxChatLength } from '@parley/worker/contract/room-state.ts';

const sameBreathMs = 3 * 60_000;

/** Whether a message begins anew, with name and time, or goes on under the one before: by the same one, to the same ones. */
export function beginsAnew(message: ChatMessage, before: ChatMessage | undefined): boolean {
  return (
    !before ||
    before.participantId !== message.participantId ||
    before.to?.participantId !== message.to?.participantId ||
    message.atMs - before.atMs > sameBreathMs
  );
}

/** Messages of others that came after the last one seen. */
export function unreadCount(messages: readonly ChatMessage[], seenSeq: number, selfId: string | undefined): number {
  return messages.filter(({ seq, participantId }) => seq > seenSeq && participantId !== selfId).length;
}

/** The first message of others that came after the last one seen, where a line says that the new ones begin; null: none. */
export function firstUnread(
  messages: readonly ChatMessage[],
  seenSeq: number,
  selfId: string | undefined,
): string | null {
  return messages.find(({ seq, participantId }) => seq > seenSeq && participantId !== selfId)?.id ?? null;
}

/** From here on the composer says how much is left. */
const nearLimit = 200;

/** Characters left (negative: too many), once that matters; null before. In UTF-16 units, as the limit. */
export function charactersLeft(text: string): number | null {
  const left = maxChatLength - text.trim().length;
  return left <= nearLimit ? left : null;
}

const units = ['byte', 'kilobyte', 'megabyte'] as const;

/** A file's size as people read it, in their language; a megabyte has 1,024 × 1,024 bytes, as where files are listed. */
export function fileSize(bytes: number, locale?: string): string {
  const step = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : 2;
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 2 ? 1 : 0,
  });
  return format.format(bytes / 1024 ** step);
}
