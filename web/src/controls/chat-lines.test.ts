import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import { expect, test } from 'vitest';
import { beginsAnew, charactersLeft, fileSize, firstUnread, unreadCount } from './chat-lines.ts';

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

test('to somebody else begins anew, and so does what follows it', () => {
  const direct = { ...message(2, 'a'), to: { participantId: 'b', name: 'b' } };
  expect(beginsAnew(direct, message(1, 'a'))).toBe(true);
  expect(beginsAnew(message(3, 'a'), direct)).toBe(true);
  expect(beginsAnew({ ...direct, seq: 3 }, direct)).toBe(false);
});

test('the new ones begin with the first that somebody else wrote', () => {
  const messages = [message(1, 'a'), message(2, 'me'), message(3, 'a'), message(4, 'a')];
  expect(firstUnread(messages, 1, 'me')).toBe('m3');
  expect(firstUnread(messages, 4, 'me')).toBeNull();
});

test.each([
  [1, '1 byte'],
  [812, '812 byte'],
  [2_400, '2 kB'],
  [25 * 1024 * 1024, '25 MB'],
  [1_363_149, '1.3 MB'],
])('%i bytes: %s', (bytes, words) => {
  expect(fileSize(bytes, 'en')).toContain(words);
});
