import type { ChatMessage } from '../contract/room-state.ts';

/** A chat message to everybody, as a box tells it. */
export function said(message: Pick<ChatMessage, 'id' | 'seq' | 'participantId'> & Partial<ChatMessage>): ChatMessage {
  return { name: 'Ada', role: 'host', to: null, text: 'hello', file: null, atMs: 1, ...message };
}
