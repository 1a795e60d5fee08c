import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import { expect, test } from 'vitest';
import { beginsAnew, charactersLeft, unreadCount } from './chat-lines.ts';

const message = (seq: number, participantId: string, atMs = 0): ChatMessage => ({
  id: `m${seq}`,
  seq,
  participantId,
  name: participantId,
  role: 'guest',
  to: null,
  text: 'x',
  file: null,
  atMs,
});

test.each([
  ['the first message', message(1, 'a'), undefined, true],
  ['another person', message(2, 'b'), message(1, 'a'), true],
  ['the same person at once', message(2, 'a', 1_000), message(1, 'a'), false],
  ['the same person much later', message(2, 'a', 200_000), message(1, 'a'), true],
])('%s', (_, current, before, anew) => {
  expect(beginsAnew(current, before)).toBe(anew);
});

test('unread are the others’ messages after the last one seen', () => {
  const messages = [message(1, 'b'), message(2, 'me'), message(3, 'b'), message(4, 'c')];
  expect(unreadCount(messages, 0, 'me')).toBe(3);
  expect(unreadCount(messages, 3, 'me')).toBe(1);
  expect(unreadCount(messages, 4, 'me')).toBe(0);
});

test.each([
  ['', null],
  ['x'.repeat(1_799), null],
  ['x'.repeat(1_800), 200],
  ['x'.repeat(2_000), 0],
  [`${'x'.repeat(2_000)}  \n`, 0],
  ['x'.repeat(2_001), -1],
])('the limit is told when it is near', (text, left) => {
  expect(charactersLeft(text)).toBe(left);
});
