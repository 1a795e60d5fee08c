import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { moveDeadlineMs } from '../contract/box-link.ts';
import type { Admission } from '../contract/meetings.ts';
import { type ChatMessage, maxChatLength, maxChatMessages } from '../contract/room-state.ts';
import { maxChatBytes } from '../src/live/chat-store.ts';
import type { LiveFacts } from '../src/live/live-meeting-store.ts';
import { comeBackMs } from '../src/live/seat.ts';
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

const message = (seq: number, text = `message ${seq}`): ChatMessage =>
  said({ id: `message-${seq}`, seq, participantId: ada.participant.id, text, atMs: 1_000 + seq });
const say = (...messages: ChatMessage[]) =>
  box.events(...messages.map((one) => ({ type: 'chat' as const, meetingId: scene.id, placement: 1, message: one })));
const hand = (participantId: string, raisedAtMs: number | null, atMs = Date.now()) =>
  box.events({ type: 'hand', meetingId: scene.id, placement: 1, participantId, atMs, raisedAtMs });
const failed = () => box.roomClosed(scene.id, 1, 'failed');
const person = (who: Admission, handRaisedAtMs: number | null = null) => ({ ...who.participant, handRaisedAtMs });

/** Changes what the live meeting knows of itself, as if it had stopped at a certain moment, and lets it wake up anew. */
async function stopped(change: Partial<LiveFacts>): Promise<void> {
  const stub = meetingStub(scene.id) as DurableObjectStub;
  await runInDurableObject(stub, (_, { storage: { sql } }) => {
    const { json } = sql.exec<{ json: string }>('select json from facts').one();
    sql.exec('update facts set json = ?', JSON.stringify({ ...JSON.parse(json), ...change }));
  });
  await evictDurableObject(stub);
}

describe('a room that was lost', () => {
  test('gets a new placement at the next join, with who was in it, hands and chat', async () => {
    await say(message(1), message(2));
    await hand(bob.participant.id, 5_000);
    await say(message(2), message(3));
    await failed();
    await evictDurableObject(meetingStub(scene.id));
    const back = await scene.join({ shown: ada.seat, name: 'Ada' });
    expect(back).toMatchObject({ placement: 2, participant: { id: ada.participant.id } });
    await eventually(() => expect(box.restored(scene.id, 2).chat).toEqual([message(1), message(2), message(3)]));
    expect(box.restored(scene.id, 2).expected).toEqual([person(ada), person(bob, 5_000)]);
    const closed = { name: 'close-room', meetingId: scene.id, placement: 1, reason: 'moved' };
    expect(box.commands().map(({ command }) => command)).toContainEqual(closed);
  });

  test('is one that its box does not know any more when its link is back', async () => {
    await say(message(1));
    await box.link({ rooms: [] });
    await eventually(async () => expect((await scene.preview()).participantCount).toBe(0));
    expect((await scene.join({ shown: bob.seat })).placement).toBe(2);
    expect((await scene.join({ shown: ada.seat })).placement).toBe(2);
    await eventually(() => expect(box.restored(scene.id, 2).chat).toEqual([message(1)]));
    expect(
      box
        .restored(scene.id, 2)
        .expected.map(({ id }) => id)
        .toSorted(),
    ).toEqual([ada.participant.id, bob.participant.id].toSorted());
  });

  test('is told to the new box also when the first try was cut short', async () => {
    await say(message(1));
    await failed();
    await scene.join({ shown: ada.seat });
    await eventually(() => expect(box.restored(scene.id, 2).chat).toEqual([message(1)]));
    await stopped({ untold: true });
    await scene.join({ shown: bob.seat });
    await eventually(() => expect(box.restored(scene.id, 2).chat).toEqual([message(1), message(1)]));
    await scene.join({ shown: bob.seat });
    await box.events();
    expect(box.restored(scene.id, 2).chat).toHaveLength(2);
  });

  test('does not expect any more whom its new box gave up', async () => {
    await hand(bob.participant.id, 5_000);
    await failed();
    await scene.join({ shown: ada.seat, name: 'Ada' });
    await box.joined(scene.id, 2, ada.participant.id);
    const at = { meetingId: scene.id, placement: 2, participantId: bob.participant.id, atMs: Date.now() };
    await box.events({ type: 'participant-left', ...at, reason: 'connection-lost' });
    await box.roomClosed(scene.id, 2, 'failed');
    await scene.join({ shown: bob.seat, name: 'Bob' });
    await eventually(() => expect(box.restored(scene.id, 3).expected).toEqual([person(ada)]));
  });

  test('does not keep whom it let in at the last moment, unless they come to the new one', async () => {
    await failed();
    await box.joined(scene.id, 1, ada.participant.id);
    expect((await scene.join({ shown: bob.seat })).placement).toBe(2);
    expect((await scene.preview()).participantCount).toBe(1);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + moveDeadlineMs + comeBackMs + 1_000 });
    await runDurableObjectAlarm(meetingStub(scene.id));
    vi.useRealTimers();
    expect((await scene.preview()).participantCount).toBe(0);
  });

  test('is not one that all have left, nor one that nobody ever entered', async () => {
    await scene.join();
    await box.left(scene.id, 1, ada.participant.id, bob.participant.id);
    await box.roomClosed(scene.id, 1, 'empty');
    expect((await scene.join()).placement).toBe(1);
    const fresh = await Scene.open();
    await fresh.join();
    await box.link({ rooms: [] });
    expect((await fresh.join()).placement).toBe(1);
  });

  test('expects neither who left by themselves nor who was removed, and lowers the hand of who comes back', async () => {
    const carol = await scene.join({ name: 'Carol' });
    await box.joined(scene.id, 1, carol.participant.id);
    await hand(bob.participant.id, 5_000);
    await box.left(scene.id, 1, bob.participant.id);
    await box.joined(scene.id, 1, bob.participant.id);
    await hand(ada.participant.id, 6_000);
    await hand(ada.participant.id, null);
    const body = { participantId: carol.participant.id };
    await call('removeParticipant', { params: scene.params, cookie: scene.cookie, body });
    await failed();
    await scene.join({ shown: ada.seat, name: 'Ada' });
    await eventually(() => expect(box.restored(scene.id, 2).expected).toEqual([person(ada), person(bob)]));
  });
});

test('a hand that is told again, late, is not raised again', async () => {
  const atMs = Date.now();
  await hand(bob.participant.id, atMs, atMs);
  await hand(bob.participant.id, null, atMs + 10);
  await hand(bob.participant.id, atMs, atMs);
  await failed();
  await scene.join({ shown: ada.seat, name: 'Ada' });
  await eventually(() => expect(box.restored(scene.id, 2).expected).toEqual([person(ada), person(bob)]));
});

test('the first placement, and one after which nothing was, bring nothing', async () => {
  await box.left(scene.id, 1, ada.participant.id, bob.participant.id);
  await box.roomClosed(scene.id, 1);
  expect((await scene.host()).placement).toBe(2);
  const names = box.commands().map(({ command }) => command.name);
  expect(names).not.toContain('restore-room');
});

test.each<[string, () => Promise<void>]>([
  [
    'idle',
    async () => {
      await box.left(scene.id, 1, ada.participant.id, bob.participant.id);
      await box.roomClosed(scene.id, 1);
      expect((await scene.preview()).state).toBe('idle');
    },
  ],
  ['ended', async () => void (await call('endMeeting', { params: scene.params, cookie: scene.cookie, body: {} }))],
])('what was said is forgotten when the meeting is %s', async (_, over) => {
  await say(message(1));
  await over();
  const again = await scene.host();
  await box.joined(scene.id, again.placement, again.participant.id);
  await box.roomClosed(scene.id, again.placement, 'failed');
  const { placement } = await scene.host();
  await eventually(() => expect(box.restored(scene.id, placement).expected).toHaveLength(1));
  expect(box.restored(scene.id, placement).chat).toEqual([]);
});

describe('chat is bounded', () => {
  test('by number: the newest are kept, and come in parts', async () => {
    for (let seq = 1; seq <= maxChatMessages + 20; seq += 40)
      await say(...Array.from({ length: 40 }, (_, i) => message(seq + i)));
    await failed();
    await scene.join({ shown: ada.seat });
    await eventually(() => expect(box.restored(scene.id, 2).chat).toHaveLength(maxChatMessages));
    expect(box.restored(scene.id, 2).chat.map(({ seq }) => seq)).toEqual(
      Array.from({ length: maxChatMessages }, (_, i) => 21 + i),
    );
    expect(box.commands().filter(({ command }) => command.name === 'restore-room')).toHaveLength(3);
  });

  test('by size, in bytes', async () => {
    const bytes = 2 * maxChatLength;
    await say(...Array.from({ length: 100 }, (_, i) => message(i + 1, 'é'.repeat(maxChatLength))));
    await failed();
    await scene.join({ shown: ada.seat });
    const kept = Math.floor(maxChatBytes / bytes);
    await eventually(() => expect(box.restored(scene.id, 2).chat).toHaveLength(kept));
    expect(box.restored(scene.id, 2).chat.at(-1)?.seq).toBe(100);
  });
});
