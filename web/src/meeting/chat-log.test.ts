import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import { expect, test } from 'vitest';
import { readFrom, withMessages } from './chat-log.ts';

const message = (seq: number) => ({ seq, text: `message ${seq}` }) as ChatMessage;
const seqs = (log: readonly ChatMessage[]) => log.map(({ seq }) => seq);

test('each message once, in order, whatever comes twice or late', () => {
  const log = withMessages([message(3)], [message(5), message(4), message(3), message(5)]);
  expect(seqs(log)).toEqual([3, 4, 5]);
});

test('only the newest are kept', () => {
  const all = Array.from({ length: 400 }, (_, index) => message(index + 1));
  expect(seqs(withMessages([], all))).toEqual(seqs(all.slice(-300)));
});

test('reading goes on where the first one is missing', () => {
  expect(readFrom([])).toBe(0);
  expect(readFrom([message(7), message(8)])).toBe(8);
  expect(readFrom([message(7), message(9)])).toBe(7);
});
