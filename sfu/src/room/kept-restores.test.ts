import { maxChatMessages } from '@parley/worker/contract/room-state.ts';
import { expect, test } from 'vitest';
import { Timers } from '../timers.ts';
import { KeptRestores } from './kept-restores.ts';
import type { Restore } from './room-store.ts';

const message = (seq: number) => ({
  id: `message-${seq}`,
  seq,
  participantId: 'participant-1',
  name: 'Anna',
  role: 'guest' as const,
  to: null,
  text: 'hi',
  file: null,
  atMs: 1,
});
const anna = (handRaisedAtMs: number | null) => ({ id: 'anna', name: 'Anna', role: 'guest' as const, handRaisedAtMs });

const part = (restore: Partial<Restore>): Restore => ({
  expected: [],
  chat: [],
  polls: [],
  votes: [],
  spotlight: null,
  ...restore,
});

function keep() {
  const timers = new Timers();
  const evicted: string[] = [];
  return { timers, evicted, kept: new KeptRestores(timers, (meetingId) => void evicted.push(meetingId)) };
}

test('however many parts come, nobody is forgotten for them, and the newest word counts', () => {
  const { kept, timers } = keep();
  kept.add('abc', 2, part({ expected: [anna(null)], chat: [message(1), message(2)] }));
  for (let seq = 3; seq <= 40; seq += 1) kept.add('abc', 2, part({ chat: [message(seq)] }));
  kept.add('abc', 2, part({ expected: [anna(7)], chat: [message(40)] }));
  const all = kept.take('abc', 2);
  expect(all?.expected).toEqual([anna(7)]);
  expect(all?.chat.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  expect([kept.take('abc', 2), timers.count]).toEqual([null, 0]);
});

const shared = (id: string) => ({
  participantId: 'anna',
  to: null,
  file: { id, name: 'a.png', size: 1, type: 'image/png' as const },
});

test('files wait beside the parts, before and after them, for that placement only', () => {
  const { kept, timers } = keep();
  kept.addFile('abc', 2, shared('file-1'));
  kept.add('abc', 2, part({ expected: [anna(null)], spotlight: 'anna' }));
  kept.addFile('abc', 2, shared('file-2'));
  kept.addFile('abc', 1, shared('file-0'));
  const all = kept.take('abc', 2);
  expect(all).toMatchObject({ expected: [anna(null)], spotlight: 'anna' });
  expect(all?.files.map(({ file }) => file.id)).toEqual(['file-1', 'file-2']);
  kept.addFile('abc', 2, shared('file-3'));
  expect(kept.take('abc', 3)).toBe(null);
  kept.addFile('abc', 3, shared('file-4'));
  kept.add('abc', 4, part({}));
  expect([kept.take('abc', 4)?.files, timers.count]).toEqual([[], 0]);
});

test('of very much chat the newest is kept', () => {
  const { kept } = keep();
  for (let seq = 1; seq <= maxChatMessages + 5; seq += 1) kept.add('abc', 2, part({ chat: [message(seq)] }));
  const seqs = kept.take('abc', 2)?.chat.map(({ seq }) => seq);
  expect([seqs?.length, seqs?.[0]]).toEqual([maxChatMessages, 6]);
});

test('what is given up because too much came is told', () => {
  const { kept, evicted, timers } = keep();
  for (let count = 0; count < 202; count += 1) kept.add(`meeting-${count}`, 1, part({ expected: [anna(null)] }));
  expect(evicted).toEqual(['meeting-0', 'meeting-1']);
  expect(kept.take('meeting-0', 1)).toBe(null);
  expect(kept.take('meeting-2', 1)?.expected).toHaveLength(1);
  kept.clear();
  expect(timers.count).toBe(0);
});
