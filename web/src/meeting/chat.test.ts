import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import { expect, test } from 'vitest';
import { Chat } from './chat.ts';
import type { Stay } from './stay.ts';

const message = (seq: number) => ({ seq, text: `message ${seq}` }) as ChatMessage;

function makeChat(atBox: ChatMessage[], perReply: number) {
  const asked: number[] = [];
  let shown: ChatMessage[] = [];
  const stay = {
    request: async (_: string, { afterSeq }: { afterSeq: number }) => {
      asked.push(afterSeq);
      return { messages: atBox.filter(({ seq }) => seq > afterSeq).slice(0, perReply) };
    },
  } as unknown as Stay;
  const chat = new Chat(
    () => stay,
    (messages) => {
      shown = messages;
    },
  );
  return { chat, asked, shown: () => shown.map(({ seq }) => seq) };
}

test('reads what was missed, in as many replies as it takes, and nothing when nothing was', async () => {
  const { chat, asked, shown } = makeChat([1, 2, 3, 4, 5].map(message), 2);
  await chat.catchUp(5);
  expect(asked).toEqual([0, 2, 4]);
  expect(shown()).toEqual([1, 2, 3, 4, 5]);
  await chat.catchUp(5);
  expect(asked).toHaveLength(3);
});

test('a message that comes while the others are read is not doubled', async () => {
  const { chat, shown } = makeChat([1, 2, 3].map(message), 50);
  const reading = chat.catchUp(3);
  chat.add([message(3), message(4)]);
  await reading;
  expect(shown()).toEqual([1, 2, 3, 4]);
});

test('a box that has less than it said ends the reading', async () => {
  const { chat, asked } = makeChat([1].map(message), 50);
  await chat.catchUp(9);
  expect(asked).toEqual([0, 1]);
});
