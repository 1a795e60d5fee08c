import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import { expect, test } from 'vitest';
import { messagesWords } from './heard-words.ts';

const message = (change: Partial<ChatMessage> = {}): ChatMessage => ({
  id: 'm1',
  seq: 1,
  participantId: 'ada',
  name: 'Ada',
  role: 'guest',
  to: null,
  text: 'Hello',
  file: null,
  atMs: 0,
  ...change,
});
const file = { id: 'f', name: 'plan.pdf', size: 10, type: 'application/pdf' } as const;

test.each<[string, ChatMessage[], string]>([
  ['to everyone', [message()], 'Ada: Hello'],
  ['to oneself', [message({ to: { participantId: 'ben', name: 'Ben' } })], 'Ada, only to you: Hello'],
  ['a file', [message({ text: '', file })], 'Ada shared the file plan.pdf'],
  ['several', [message(), message(), message()], '3 new chat messages'],
])('%s', (_, messages, words) => {
  expect(messagesWords(messages, 'ben')).toBe(words);
});

test('a long one is cut', () => {
  expect(messagesWords([message({ text: 'x'.repeat(500) })], 'ben').length).toBeLessThan(180);
});
