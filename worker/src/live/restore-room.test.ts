import { expect, test } from 'vitest';
import { boxCommand, maxBoxLinkMessageBytes } from '../../contract/box-link.ts';
import type { ChatMessage, ExpectedParticipant, Poll, Vote } from '../../contract/room-state.ts';
import { type RoomContents, restoreCommands } from './restore-room.ts';

const target = { meetingId: 'abc-defg-hjk', placement: 2 };
const message = (seq: number, text = 'hello'): ChatMessage => ({
  id: `message-${seq}`,
  seq,
  participantId: 'participant-1',
  name: 'Ada',
  role: 'guest',
  to: null,
  text,
  file: null,
  atMs: 1_000 + seq,
});
const person = (id: string, name = 'Ada'): ExpectedParticipant => ({ id, name, role: 'guest', handRaisedAtMs: 5 });
const contents = (change: Partial<RoomContents>): RoomContents => ({
  expected: [],
  chat: [],
  polls: [],
  votes: [],
  spotlight: null,
  ...change,
});
const restore = (change: Partial<RoomContents>) => restoreCommands(target, contents(change));
const messages = (count: number, text?: string) => Array.from({ length: count }, (_, i) => message(i + 1, text));

const chatOf = (commands: ReturnType<typeof restoreCommands>) =>
  commands.flatMap((command) => (command.name === 'restore-room' ? [command.chat] : []));

test('nothing to restore is no command', () => expect(restore({})).toEqual([]));

test('people alone, and messages alone, are one', () => {
  expect(restore({ expected: [person('participant-1')] })).toEqual([
    { name: 'restore-room', ...target, ...contents({ expected: [person('participant-1')] }) },
  ]);
  expect(restore({ chat: messages(2) })).toEqual([
    { name: 'restore-room', ...target, ...contents({ chat: messages(2) }) },
  ]);
});

test('many messages come in parts, in order, the people once', () => {
  const commands = restore({ expected: [person('participant-1')], chat: messages(300) });
  expect(chatOf(commands).map((part) => part.length)).toEqual([100, 100, 100]);
  expect(chatOf(commands).flat()).toEqual(messages(300));
  expect(commands.map((command) => (command.name === 'restore-room' ? command.expected.length : -1))).toEqual([
    1, 0, 0,
  ]);
});

test('each part fits a message, also when every character takes six bytes', () => {
  const people = Array.from({ length: 500 }, (_, i) => person(`participant-${i}`, '\u0001'.repeat(64)));
  const commands = restore({ expected: people, chat: messages(130, '\u0001'.repeat(2_000)) });
  for (const command of commands) {
    const id = 'x'.repeat(64);
    expect(JSON.stringify({ type: 'command', id, command: boxCommand.parse(command) }).length).toBeLessThan(
      maxBoxLinkMessageBytes,
    );
  }
  expect(chatOf(commands).flat()).toHaveLength(130);
});

const long = '\u0001';
const polls: Poll[] = Array.from({ length: 20 }, (_, i) => ({
  id: `poll-000${i}`,
  question: long.repeat(200),
  options: Array.from({ length: 10 }, () => long.repeat(100)),
  anonymous: false,
  open: true,
  createdAtMs: i,
}));
const votes: Vote[] = polls.flatMap(({ id: pollId }) =>
  Array.from({ length: 300 }, (_, i) => ({
    pollId,
    participantId: `participant-${i}`,
    name: long.repeat(64),
    option: i % 10,
  })),
);

test('polls and votes come in parts as well, no vote before its poll, and the spotlight with each', () => {
  const commands = restore({ chat: messages(5), polls, votes, spotlight: 'participant-1' });
  const known = new Set<string>();
  const seen: Vote[] = [];
  for (const command of commands) {
    const read = boxCommand.parse(command);
    if (read.name !== 'restore-room') throw new Error(read.name);
    expect(JSON.stringify(read).length).toBeLessThan(maxBoxLinkMessageBytes);
    expect(read.spotlight).toBe('participant-1');
    for (const { id } of read.polls) known.add(id);
    for (const { pollId } of read.votes) expect(known.has(pollId)).toBe(true);
    seen.push(...read.votes);
  }
  expect(known.size).toBe(20);
  expect(seen).toEqual(votes);
});

test('a spotlight alone is told', () => expect(restore({ spotlight: 'participant-1' })).toHaveLength(1));
