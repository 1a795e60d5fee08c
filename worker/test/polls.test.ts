import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RoomEvent } from '../contract/box-link.ts';
import type { Admission } from '../contract/meetings.ts';
import { maxPolls, type Poll, type Vote } from '../contract/room-state.ts';
import { FakeBox } from './fake-box.ts';
import { call, eventually, migrate } from './harness.ts';
import { said } from './said.ts';
import { Scene } from './scene.ts';
import { meetingStub } from './snapshot.ts';

beforeAll(migrate);

let box: FakeBox;
let scene: Scene;
let ada: Admission;
let bob: Admission;
beforeEach(async () => {
  box = await FakeBox.alone('box-1');
  scene = await Scene.open();
  [ada, bob] = [await scene.host(), await scene.join({ name: 'Bob' })];
  await box.joined(scene.id, 1, ada.participant.id, bob.participant.id);
});

const poll = (number: number, change: Partial<Poll> = {}): Poll => ({
  id: `poll-${String(number).padStart(4, '0')}`,
  question: 'When?',
  options: ['Monday', 'Tuesday'],
  anonymous: false,
  open: true,
  createdAtMs: number,
  ...change,
});
const vote = (number: number, option: number | null, who = bob): Vote => ({
  pollId: poll(number).id,
  participantId: who.participant.id,
  name: who.participant.name,
  option,
});

type Told =
  | { type: 'poll'; id: string; poll: Poll | null }
  | { type: 'vote'; vote: Vote }
  | { type: 'spotlight'; participantId: string | null };
const asked = (one: Poll): Told => ({ type: 'poll', id: one.id, poll: one });
const voted = (one: Vote): Told => ({ type: 'vote', vote: one });
const tell = (placement: number, ...events: Told[]) =>
  box.events(...events.map((event): RoomEvent => ({ ...event, meetingId: scene.id, placement })));
const lost = async (placement: number) => {
  await box.roomClosed(scene.id, placement, 'failed');
  await scene.join({ shown: ada.seat, name: 'Ada' });
};

describe('polls, votes and the spotlight', () => {
  test('come to the next box: the last vote of each counts, and a vote may be taken back', async () => {
    await tell(1, asked(poll(1)), asked(poll(2, { anonymous: true })), voted(vote(1, 0)), voted(vote(1, 1)));
    await tell(
      1,
      voted(vote(1, 0, ada)),
      voted(vote(2, 1)),
      voted(vote(2, null)),
      asked(poll(2, { anonymous: true, open: false })),
    );
    await tell(1, { type: 'spotlight', participantId: bob.participant.id });
    await evictDurableObject(meetingStub(scene.id));
    await lost(1);
    await eventually(() => expect(box.restored(scene.id, 2).polls).toHaveLength(2));
    expect(box.restored(scene.id, 2)).toMatchObject({
      polls: [poll(1), poll(2, { anonymous: true, open: false })],
      votes: [vote(1, 1), vote(1, 0, ada)],
      spotlight: bob.participant.id,
    });
  });

  test('a poll that was closed stays so, a deleted one is gone with its votes, votes for unknown ones are not kept', async () => {
    await tell(
      1,
      asked(poll(1, { open: false })),
      asked(poll(1)),
      asked(poll(2)),
      voted(vote(2, 1)),
      voted(vote(9, 1)),
    );
    await tell(1, { type: 'poll', id: poll(2).id, poll: null });
    await lost(1);
    await eventually(() => expect(box.restored(scene.id, 2).polls).toEqual([poll(1, { open: false })]));
    expect(box.restored(scene.id, 2).votes).toEqual([]);
  });

  test('the newest polls are kept', async () => {
    for (let number = 1; number <= maxPolls + 3; number++) await tell(1, asked(poll(number)), voted(vote(number, 0)));
    await lost(1);
    await eventually(() => expect(box.restored(scene.id, 2).polls).toHaveLength(maxPolls));
    expect(box.restored(scene.id, 2).polls[0]).toEqual(poll(4));
    expect(box.restored(scene.id, 2).votes).toHaveLength(maxPolls);
  });

  test('what is asked and voted in a room that is being left comes along', async () => {
    const second = await FakeBox.start('box-2');
    await call('drainBox', { operator: true, params: { id: 'box-1' }, body: { draining: true } });
    await eventually(async () => expect((await scene.join({ shown: ada.seat })).placement).toBe(2));
    await tell(1, asked(poll(1)), voted(vote(1, 1)), { type: 'spotlight', participantId: bob.participant.id });
    await eventually(() =>
      expect(second.restored(scene.id, 2)).toMatchObject({
        polls: [poll(1)],
        votes: [vote(1, 1)],
        spotlight: bob.participant.id,
      }),
    );
    await call('drainBox', { operator: true, params: { id: 'box-1' }, body: { draining: false } });
  });

  test('what was voted and shown before the move, told late, changes nothing that was since', async () => {
    await tell(1, asked(poll(1)), voted(vote(1, 1)), voted(vote(1, 1, ada)));
    const second = await FakeBox.start('box-2');
    await call('drainBox', { operator: true, params: { id: 'box-1' }, body: { draining: true } });
    await eventually(async () => expect((await scene.join({ shown: ada.seat })).placement).toBe(2));
    const at = { meetingId: scene.id, placement: 2 };
    await second.joined(scene.id, 2, ada.participant.id, bob.participant.id);
    await second.events(
      { ...voted(vote(1, 0)), ...at },
      { ...voted(vote(1, null, ada)), ...at },
      { type: 'spotlight', participantId: ada.participant.id, ...at },
      { type: 'spotlight', participantId: null, ...at },
    );
    const late = second.commands().length;
    await tell(1, voted(vote(1, 1)), voted(vote(1, 1, ada)), { type: 'spotlight', participantId: bob.participant.id });
    await evictDurableObject(meetingStub(scene.id));
    expect(second.commands().slice(late)).toEqual([]);
    await second.roomClosed(scene.id, 2, 'failed');
    await scene.join({ shown: ada.seat, name: 'Ada' });
    await eventually(() => expect(second.restored(scene.id, 3).polls).toEqual([poll(1)]));
    expect(second.restored(scene.id, 3)).toMatchObject({ votes: [vote(1, 0)], spotlight: null });
    await call('drainBox', { operator: true, params: { id: 'box-1' }, body: { draining: false } });
  });

  test('are forgotten when the meeting is over', async () => {
    await tell(1, asked(poll(1)), voted(vote(1, 1)), { type: 'spotlight', participantId: bob.participant.id });
    await call('endMeeting', { params: scene.params, cookie: scene.cookie, body: {} });
    const { placement, participant } = await scene.host();
    await box.joined(scene.id, placement, participant.id);
    await box.roomClosed(scene.id, placement, 'failed');
    const next = (await scene.host()).placement;
    await eventually(() => expect(box.restored(scene.id, next).expected).toHaveLength(1));
    expect(box.restored(scene.id, next)).toMatchObject({ polls: [], votes: [], spotlight: null });
  });
});

test('messages that earlier versions kept get what they lacked', async () => {
  const message = said({ id: 'message-1', seq: 1, participantId: ada.participant.id });
  await box.events({ type: 'chat', meetingId: scene.id, placement: 1, message });
  await runInDurableObject(meetingStub(scene.id) as DurableObjectStub, (_, { storage: { sql } }) => {
    const { role: _role, to: _to, file: _file, ...earlier } = message;
    sql.exec('update messages set json = ?', JSON.stringify(earlier));
  });
  await lost(1);
  await eventually(() => expect(box.restored(scene.id, 2).chat).toEqual([{ ...message, role: 'guest' }]));
});
