import { maxChatMessages } from '@parley/worker/contract/room-state.ts';
import { expect, test } from 'vitest';
import { cleanChatText } from './chat-text.ts';
import { MemoryRoomStore } from './room-store.ts';

const message = (id: string) => ({
  id,
  participantId: 'participant-1',
  name: 'Anna',
  role: 'guest' as const,
  to: null,
  text: id,
  file: null,
  atMs: 1,
});
const told = (messages: { id: string; seq: number }[]) => messages.map(({ id, seq }) => `${seq}:${id}`);

test('messages are numbered from 1; only the newest are kept', () => {
  const store = new MemoryRoomStore();
  for (let count = 1; count <= maxChatMessages + 1; count += 1)
    expect(store.addChat(message(`m${count}`)).seq).toBe(count);
  expect(store.chatAfter(0)).toHaveLength(maxChatMessages);
  expect(store.chatAfter(0)[0]?.seq).toBe(2);
  expect(told(store.chatAfter(maxChatMessages))).toEqual([`${maxChatMessages + 1}:m${maxChatMessages + 1}`]);
});

test('numbers go on after those of the earlier placement', () => {
  const store = new MemoryRoomStore();
  const { restored, renumbered } = store.mergeChat([
    { ...message('b'), seq: 8 },
    { ...message('a'), seq: 7 },
  ]);
  expect([told(restored), told(renumbered)]).toEqual([['7:a', '8:b'], []]);
  expect(store.addChat(message('c')).seq).toBe(9);
  expect(told(store.chatAfter(7))).toEqual(['8:b', '9:c']);
});

test('what was written before the earlier messages came moves behind them, and a second time changes nothing', () => {
  const store = new MemoryRoomStore();
  store.addChat(message('new'));
  const earlier = [1, 2, 3].map((seq) => ({ ...message(`old${seq}`), seq }));
  const { restored, renumbered } = store.mergeChat(earlier);
  expect([told(restored), told(renumbered)]).toEqual([['1:old1', '2:old2', '3:old3'], ['4:new']]);
  expect(store.mergeChat(earlier)).toEqual({ restored: [], renumbered: [] });
  expect(told(store.chatAfter(0))).toEqual(['1:old1', '2:old2', '3:old3', '4:new']);
  expect(store.lastChatSeq).toBe(4);
});

test.each([
  ['  two\r\nlines\rand a third ', 'two\nlines\nand a third'],
  ['a\u0000b\u001b[31mc\u0085\u007f', 'ab[31mc'],
  ['tab\there', 'tab here'],
  ['\u0007', ''],
  ['\u061ca\u200e\u200fb\u202ac\u202ed\n\u2066e\u2069f\ufeff', 'abcd\nef'],
  ['\u202e\u2066', ''],
  ['👩‍👩‍👧 שלום', '👩‍👩‍👧 שלום'],
])('%j is kept as %j', (text, kept) => {
  expect(cleanChatText(text)).toBe(kept);
});
