import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import { expect, test } from 'vitest';
import { ProblemError } from '../errors/problem.ts';
import { Chat } from './chat.ts';
import type { Stay } from './stay.ts';

const message = (seq: number, id = `m${seq}`) => ({ id, seq, text: `message ${id}`, atMs: seq }) as ChatMessage;

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
  const { chat, asked, shown } = makeChat(
    [1, 2, 3, 4, 5].map((seq) => message(seq)),
    2,
  );
  await chat.catchUp(5);
  expect(asked).toEqual([0, 2, 4]);
  expect(shown()).toEqual([1, 2, 3, 4, 5]);
  await chat.catchUp(5);
  expect(asked).toHaveLength(3);
});

test('a message that comes while the others are read is not doubled', async () => {
  const { chat, shown } = makeChat(
    [1, 2, 3].map((seq) => message(seq)),
    50,
  );
  const reading = chat.catchUp(3);
  chat.add([message(3), message(4)]);
  await reading;
  expect(shown()).toEqual([1, 2, 3, 4]);
});

test('a box that has less than it said ends the reading', async () => {
  const { chat, asked } = makeChat(
    [1].map((seq) => message(seq)),
    50,
  );
  await chat.catchUp(9);
  expect(asked).toEqual([0, 1]);
});

test('on another box, what got other numbers there while the room was on the way is read as well', async () => {
  const onNewBox = [message(4), message(5, 'new-box'), message(6, 'old-box')];
  const { chat, asked, shown } = makeChat(onNewBox, 50);
  chat.add([message(4), message(5, 'old-box')]);
  await chat.catchUp(6, { otherBox: true });
  expect(asked).toEqual([0]);
  expect(shown()).toEqual([4, 5, 6]);
});

function makeSending(answers: (Error | null)[]) {
  const ids: string[] = [];
  const stay = {
    request: async (_: string, { text }: { text: string }, { id }: { id: string }) => {
      ids.push(id);
      const thrown = answers.shift();
      if (thrown) throw thrown;
      return { message: { ...message(ids.length), text } };
    },
  } as unknown as Stay;
  return {
    chat: new Chat(
      () => stay,
      () => undefined,
    ),
    ids,
  };
}

test('a message whose answer did not come is sent again with the same id, and a later one with another', async () => {
  const { chat, ids } = makeSending([new ProblemError('box-silent'), null, null]);
  await expect(chat.send('hello')).rejects.toThrow('box-silent');
  await chat.send('hello');
  await chat.send('hello');
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
});

test.each([
  ['the box refused', new ProblemError('too-many-requests'), 'hello'],
  ['was changed', new ProblemError('box-silent'), 'hello there'],
])('a message that %s is another one', async (_, thrown, next) => {
  const { chat, ids } = makeSending([thrown, null]);
  await expect(chat.send('hello')).rejects.toThrow();
  await chat.send(next);
  expect(ids[1]).not.toBe(ids[0]);
});
