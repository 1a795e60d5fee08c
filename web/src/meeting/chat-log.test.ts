import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import { expect, test } from 'vitest';
import { readFrom, withMessages } from './chat-log.ts';

const message = (seq: number, id = `m${seq}`) => ({ id, seq, text: `message ${id}`, atMs: seq }) as ChatMessage;
const seqs = (log: readonly ChatMessage[]) => log.map(({ seq }) => seq);

test('each message once, in order, whatever comes twice or late', () => {
  const log = withMessages([message(3)], [message(5), message(4), message(3), message(5)]);
  expect(seqs(log)).toEqual([3, 4, 5]);
});

test('two messages that got the same number on two boxes both stay; the newer number of one counts', () => {
  const both = withMessages([message(4), message(5, 'old-box')], [message(5, 'new-box')]);
  expect(both.map(({ id }) => id)).toEqual(['m4', 'old-box', 'new-box']);
  const renumbered = withMessages(both, [message(6, 'old-box'), message(5, 'old-box')]);
  expect(renumbered.map(({ id, seq }) => [id, seq])).toEqual([
    ['m4', 4],
    ['new-box', 5],
    ['old-box', 6],
  ]);
});

test('only the newest are kept', () => {
  const all = Array.from({ length: 400 }, (_, index) => message(index + 1));
  expect(seqs(withMessages([], all))).toEqual(seqs(all.slice(-300)));
});

test('reading goes on where the first one is missing', () => {
  expect(readFrom([])).toBe(0);
  expect(readFrom([message(7), message(8)])).toBe(8);
  expect(readFrom([message(7), message(9)])).toBe(7);
  expect(readFrom([message(7), message(7, 'other'), message(8)])).toBe(8);
});
