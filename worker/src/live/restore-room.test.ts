import { expect, test } from 'vitest';
import { boxCommand, maxBoxLinkMessageBytes } from '../../contract/box-link.ts';
import type { ChatMessage, ExpectedParticipant } from '../../contract/room-state.ts';
import { restoreCommands } from './restore-room.ts';

const target = { meetingId: 'abc-defg-hjk', placement: 2 };
const message = (seq: number, text = 'hello'): ChatMessage => ({
  id: `message-${seq}`,
  seq,
  participantId: 'participant-1',
  name: 'Ada',
  text,
  atMs: 1_000 + seq,
});
const person = (id: string, name = 'Ada'): ExpectedParticipant => ({ id, name, role: 'guest', handRaisedAtMs: 5 });
const messages = (count: number, text?: string) => Array.from({ length: count }, (_, i) => message(i + 1, text));

const chatOf = (commands: ReturnType<typeof restoreCommands>) =>
  commands.flatMap((command) => (command.name === 'restore-room' ? [command.chat] : []));

test('nothing to restore is no command', () => expect(restoreCommands(target, [], [])).toEqual([]));

test('people alone, and messages alone, are one', () => {
  expect(restoreCommands(target, [person('participant-1')], [])).toEqual([
    { name: 'restore-room', ...target, expected: [person('participant-1')], chat: [] },
  ]);
  expect(restoreCommands(target, [], messages(2))).toEqual([
    { name: 'restore-room', ...target, expected: [], chat: messages(2) },
  ]);
});

test('many messages come in parts, in order, the people once', () => {
  const commands = restoreCommands(target, [person('participant-1')], messages(300));
  expect(chatOf(commands).map((part) => part.length)).toEqual([100, 100, 100]);
  expect(chatOf(commands).flat()).toEqual(messages(300));
  expect(commands.map((command) => (command.name === 'restore-room' ? command.expected.length : -1))).toEqual([
    1, 0, 0,
  ]);
});

test('each part fits a message, also when every character takes six bytes', () => {
  const people = Array.from({ length: 500 }, (_, i) => person(`participant-${i}`, '\u0001'.repeat(64)));
  const commands = restoreCommands(target, people, messages(130, '\u0001'.repeat(2_000)));
  for (const command of commands) {
    const id = 'x'.repeat(64);
    expect(JSON.stringify({ type: 'command', id, command: boxCommand.parse(command) }).length).toBeLessThan(
      maxBoxLinkMessageBytes,
    );
  }
  expect(chatOf(commands).flat()).toHaveLength(130);
});
