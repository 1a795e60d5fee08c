import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import { texts } from '../texts/texts.ts';

/** Longer messages are read where they are. */
const longestSaid = 160;

/** For one person alone, and from somebody else. */
export function isToSelf({ to, participantId }: ChatMessage, selfId: string | undefined): boolean {
  return to !== null && to.participantId === selfId && participantId !== selfId;
}

/** One message in one sentence. `selfId`: of who hears it. */
export function messageWords(message: ChatMessage, selfId: string | undefined): string {
  const words = texts.chat;
  if (message.file && message.text === '') return words.sharedFile(message.name, message.file.name);
  const text = message.text.length > longestSaid ? `${message.text.slice(0, longestSaid)}…` : message.text;
  return message.to?.participantId === selfId ? words.saidToYou(message.name, text) : words.said(message.name, text);
}

/** New messages as they are read out: one as it is, many as their number. */
export function messagesWords(messages: readonly ChatMessage[], selfId: string | undefined): string {
  const [first] = messages;
  return first && messages.length === 1 ? messageWords(first, selfId) : texts.chat.several(messages.length);
}
