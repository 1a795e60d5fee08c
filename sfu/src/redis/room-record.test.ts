import type { RoomEvent } from '@parley/worker/contract/box-link.ts';
import { maxChatMessages } from '@parley/worker/contract/room-state.ts';
import { expect, test } from 'vitest';
import { readRecord } from './read-record.ts';
import { type Batch, RoomRecord } from './room-record.ts';

const room = { meetingId: 'abc-defg-hij', placement: 1 };
const anna = 'participant-anna';
const ben = 'participant-benn';
const person = { name: 'Anna', role: 'guest' as const };
const chat = (seq: number): RoomEvent => ({
  type: 'chat',
  ...room,
  message: {
    id: `message-${seq}`,
    seq,
    participantId: anna,
    ...person,
    to: null,
    text: `text ${seq}`,
    file: null,
    atMs: 1,
  },
});
const joined: RoomEvent = { type: 'participant-joined', ...room, participantId: anna, atMs: 1 };
const left = (reason: 'left' | 'replaced'): RoomEvent => ({
  type: 'participant-left',
  ...room,
  participantId: anna,
  atMs: 2,
  reason,
});
const hand = (raisedAtMs: number | null): RoomEvent => ({
  type: 'hand',
  ...room,
  participantId: anna,
  atMs: 1,
  raisedAtMs,
});
const poll = {
  id: 'poll-0001',
  question: 'Where to?',
  options: ['North', 'South'],
  anonymous: false,
  open: true,
  createdAtMs: 1,
};
const asked: RoomEvent = { type: 'poll', ...room, id: poll.id, poll };
const voted = (participantId: string, option: number | null): RoomEvent => ({
  type: 'vote',
  ...room,
  vote: { pollId: poll.id, participantId, name: 'Somebody', option },
});

const take = (record: RoomRecord, ...events: RoomEvent[]) => {
  for (const event of events) record.take(event, () => person);
};
/** Carries out all that waits on what is stored. */
function store(record: RoomRecord, stored: Record<string, string> = {}): Record<string, string> {
  let fields = stored;
  for (let batch: Batch | null = record.next(); batch; batch = record.next()) {
    if (batch.isFirst) fields = {};
    fields = { ...fields, ...Object.fromEntries(batch.set) };
    for (const field of batch.remove) delete fields[field];
  }
  return fields;
}

test('what happens is there when it is read back, and what ended is not', () => {
  const record = new RoomRecord();
  record.load({});
  take(record, joined, chat(1), chat(2), hand(7), asked, voted(anna, 1), voted(ben, 0), voted(ben, null));
  take(record, { type: 'spotlight', ...room, participantId: anna });
  const { part, bad } = readRecord(store(record));
  expect(bad).toBe(0);
  expect(part).toMatchObject({
    expected: [{ id: anna, ...person, handRaisedAtMs: 7 }],
    chat: [{ seq: 1 }, { seq: 2 }],
    polls: [poll],
    votes: [{ participantId: anna, option: 1 }],
    spotlight: anna,
  });
  take(record, left('replaced'), joined, hand(null), { type: 'poll', ...room, id: poll.id, poll: null });
  const later = readRecord(store(record, store(new RoomRecord()))).part;
  expect(later.polls).toEqual([]);
});

test('only the newest value of each thing waits, and only what changed is written', () => {
  const record = new RoomRecord();
  record.load({});
  take(record, hand(1), hand(null), hand(3), joined, joined);
  expect(record.next()).toEqual({
    isFirst: false,
    set: [
      [`hand:${anna}`, '3'],
      [`person:${anna}`, JSON.stringify(person)],
    ],
    remove: [],
  });
  take(record, joined, hand(3));
  expect(record.next()).toBe(null);
  take(record, left('left'));
  expect(record.next()).toEqual({ isFirst: false, set: [], remove: [`person:${anna}`, `hand:${anna}`] });
});

test('a batch that failed is written again, with what changed meanwhile', () => {
  const record = new RoomRecord();
  record.load({});
  take(record, hand(1), chat(1));
  const batch = record.next();
  take(record, hand(null));
  record.failed(batch as Batch);
  expect(Object.keys(store(record, { [`hand:${anna}`]: '1' }))).toEqual(['chat:message-1']);
});

test('batches are bounded, and so is what is kept of the chat and of people', () => {
  const record = new RoomRecord();
  record.load({});
  for (let seq = 1; seq <= maxChatMessages + 50; seq += 1) take(record, chat(seq));
  for (let one = 0; one < 2_000; one += 1)
    take(record, { ...joined, participantId: `participant-${one}` } as RoomEvent);
  const first = record.next();
  expect((first?.set.length ?? 0) + (first?.remove.length ?? 0)).toBe(200);
  record.failed(first as Batch);
  const { part } = readRecord(store(record));
  expect([part.chat.length, part.chat[0]?.seq, part.expected.length]).toEqual([maxChatMessages, 51, 1_000]);
});

test('what was stored does not undo what happened since, and what was removed since stays away', () => {
  const record = new RoomRecord();
  take(record, hand(9), { ...left('left'), participantId: ben } as RoomEvent);
  const taken = record.load({
    [`hand:${anna}`]: '1',
    [`person:${ben}`]: JSON.stringify(person),
    'chat:message-1': '{}',
  });
  expect(Object.keys(taken).sort()).toEqual(['chat:message-1', `hand:${anna}`]);
  expect(store(record, { [`person:${ben}`]: '{}', [`hand:${anna}`]: '1' })).toEqual({ [`hand:${anna}`]: '9' });
});

test('a Redis that lost everything is told everything', () => {
  const record = new RoomRecord();
  record.load({});
  take(record, joined, chat(1));
  const stored = store(record);
  record.rewrite();
  expect(store(record, { stale: '1' })).toEqual(stored);
});

test('a poll that is dropped takes its votes along', () => {
  const record = new RoomRecord();
  record.load({});
  take(record, asked, voted(anna, 0), voted(ben, 1), { type: 'poll', ...room, id: poll.id, poll: null });
  expect(store(record)).toEqual({});
});
