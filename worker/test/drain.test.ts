import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { moveDeadlineMs } from '../contract/box-link.ts';
import type { Admission } from '../contract/meetings.ts';
import { Fleet } from '../src/live/fleet.ts';
import { comeBackMs } from '../src/live/seat.ts';
import { FakeBox, fleetStub, loadOf } from './fake-box.ts';
import { call, eventually, migrate, refused } from './harness.ts';
import { said } from './said.ts';
import { Scene } from './scene.ts';
import { meetingStub } from './snapshot.ts';

beforeAll(migrate);

let first: FakeBox;
let scene: Scene;
let ada: Admission;
let bob: Admission;
beforeEach(async () => {
  first = await FakeBox.alone('box-1');
  scene = await Scene.open();
  [ada, bob] = [await scene.host(), await scene.join({ name: 'Bob' })];
  await first.joined(scene.id, 1, ada.participant.id, bob.participant.id);
});
afterEach(() => void vi.useRealTimers());

const drain = (draining: boolean, id = 'box-1') =>
  call('drainBox', { operator: true, params: { id }, body: { draining } });
const stateOf = async (id: string) => (await call('listBoxes', { operator: true })).boxes.find((box) => box.id === id);
const ordered = (box: FakeBox, of = scene) =>
  box.commands().flatMap(({ command }) => (command.meetingId === of.id ? [command] : []));
const moving = (box: FakeBox, of = scene) => ordered(box, of).find(({ name }) => name === 'move-room');
const moveRoom = { name: 'move-room', placement: 1, deadlineMs: moveDeadlineMs };
const onSecond = { placement: 2, box: { id: 'box-2' } };

/** Drains the first box and waits until its people are told to go to the second. */
async function movedToSecond(): Promise<FakeBox> {
  const second = await FakeBox.start('box-2');
  await drain(true);
  await eventually(() => expect(moving(first)).toEqual({ ...moveRoom, meetingId: scene.id }));
  return second;
}

describe('an operator drains a box', () => {
  test('its meetings move within about a second, playing on, with people, hands and chat', async () => {
    const message = said({ id: 'message-1', seq: 1, participantId: ada.participant.id });
    const at = { meetingId: scene.id, placement: 1 };
    await first.events(
      { type: 'chat', ...at, message },
      { type: 'hand', ...at, participantId: bob.participant.id, atMs: Date.now(), raisedAtMs: 7 },
    );
    const startedMs = performance.now();
    const second = await movedToSecond();
    expect(performance.now() - startedMs).toBeLessThan(2_000);
    expect(ordered(first).map(({ name }) => name)).toEqual(['move-room']);
    await eventually(() => expect(second.restored(scene.id, 2).chat).toEqual([message]));
    expect(second.restored(scene.id, 2).expected).toEqual([
      { ...ada.participant, handRaisedAtMs: null },
      { ...bob.participant, handRaisedAtMs: 7 },
    ]);
    expect((await scene.preview()).participantCount).toBe(2);
    expect(await scene.join({ shown: bob.seat })).toMatchObject(onSecond);
    expect(await scene.join()).toMatchObject(onSecond);
  });

  test('it is listed as draining, takes nothing new, and does again when that is taken back', async () => {
    expect((await stateOf('box-1'))?.draining).toBe(false);
    await drain(true);
    expect((await stateOf('box-1'))?.draining).toBe(true);
    expect((await call('health')).boxes).toBe(0);
    const other = await Scene.open();
    await refused('joinMeeting', 'no-box', other.joining());
    await evictDurableObject(fleetStub());
    await refused('joinMeeting', 'no-box', other.joining());
    await drain(false);
    expect((await stateOf('box-1'))?.draining).toBe(false);
    expect((await other.join()).box.id).toBe('box-1');
    await refused('drainBox', 'box-not-found', { operator: true, params: { id: 'no-box' }, body: { draining: true } });
  });

  test('without another box its meetings stay, and move once there is one', async () => {
    await drain(true);
    await runDurableObjectAlarm(fleetStub());
    expect(await scene.join()).toMatchObject({ placement: 1, box: { id: 'box-1' } });
    expect(ordered(first)).toEqual([]);
    await FakeBox.start('box-2');
    await eventually(() => expect(moving(first)).toBeDefined());
    expect(await scene.join({ shown: ada.seat })).toMatchObject(onSecond);
  });

  test('taken back in time, nobody moves', async () => {
    await drain(true);
    await runDurableObjectAlarm(fleetStub());
    await drain(false);
    await FakeBox.start('box-2');
    await runDurableObjectAlarm(fleetStub());
    expect(ordered(first)).toEqual([]);
  });

  test('a fleet that starts anew goes on with it', async () => {
    await FakeBox.start('box-2');
    await drain(true);
    await evictDurableObject(fleetStub());
    await eventually(() => expect(moving(first)).toBeDefined());
    expect(await scene.join({ shown: ada.seat })).toMatchObject(onSecond);
  });

  test('its meetings move within its region if they can', async () => {
    await FakeBox.start('box-0', 'far');
    const near = await FakeBox.start('box-2', 'local', { load: loadOf({ participants: 80, rooms: 1, cpu: 0.8 }) });
    await drain(true);
    await eventually(() => expect(near.restored(scene.id, 2).expected).toHaveLength(2));
  });

  test('who was let in there and has not come yet comes elsewhere', async () => {
    const other = await Scene.open();
    const { seat } = await other.join();
    await movedToSecond();
    await eventually(() => expect(ordered(first, other)).toMatchObject([{ name: 'close-room', reason: 'moved' }]));
    expect(await other.join({ shown: seat })).toMatchObject(onSecond);
  });

  test('many meetings all move', { timeout: 60_000 }, async () => {
    const others = await Promise.all(Array.from({ length: 12 }, () => Scene.open()));
    for (const other of others) {
      const { participant } = await other.join();
      await first.joined(other.id, 1, participant.id);
    }
    await movedToSecond();
    for (const other of others) await eventually(() => expect(moving(first, other)).toBeDefined());
  });

  test('a meeting that nobody is in any more is not moved', async () => {
    await first.left(scene.id, 1, ada.participant.id, bob.participant.id);
    await first.roomClosed(scene.id, 1);
    const second = await FakeBox.start('box-2');
    await drain(true);
    await runDurableObjectAlarm(fleetStub());
    expect([...ordered(first), ...ordered(second)]).toEqual([]);
    expect((await scene.host()).box.id).toBe('box-2');
  });
});

describe('a box that is about to stop', () => {
  test('says so on its link, and its meetings move', async () => {
    const second = await FakeBox.start('box-2');
    first.send({ type: 'drain' });
    await eventually(() => expect(moving(first)).toBeDefined());
    expect((await stateOf('box-1'))?.draining).toBe(true);
    expect(await scene.join({ shown: bob.seat })).toMatchObject(onSecond);
    await second.joined(scene.id, 2, bob.participant.id);
    // Another process of it does not drain any more.
    await first.link();
    expect((await stateOf('box-1'))?.draining).toBe(false);
  });

  test('says so when its link opens again', async () => {
    await FakeBox.start('box-2');
    const inside = [ada.participant.id, bob.participant.id];
    const rooms = [{ meetingId: scene.id, placement: 1, participantIds: inside }];
    await first.link({ draining: true, rooms });
    await eventually(() => expect(moving(first)).toBeDefined());
    await evictDurableObject(fleetStub());
    expect((await stateOf('box-1'))?.draining).toBe(true);
  });
});

describe('a room that people are leaving', () => {
  const rooms = () => [{ meetingId: scene.id, placement: 1, participantIds: [ada.participant.id, bob.participant.id] }];
  const known = () => {
    const [welcome] = first.received;
    return welcome?.type === 'welcome' ? welcome.rooms.map(({ placement }) => placement) : null;
  };

  test('stays known to its box until it closed, but tells the meeting nothing more', async () => {
    const second = await movedToSecond();
    await first.link({ rooms: rooms() });
    expect(known()).toEqual([1]);
    await first.left(scene.id, 1, ada.participant.id);
    expect((await scene.preview()).participantCount).toBe(2);
    await second.joined(scene.id, 2, ada.participant.id, bob.participant.id);
    await first.roomClosed(scene.id, 1, 'moved');
    await first.link({ rooms: rooms() });
    expect(known()).toEqual([]);
    expect((await scene.preview()).participantCount).toBe(2);
  });

  test('gives what is said and raised there to the new one, before and after people arrive', async () => {
    const second = await movedToSecond();
    await eventually(() => expect(second.restored(scene.id, 2).expected).toHaveLength(2));
    const from = (placement: number) => ({ meetingId: scene.id, placement });
    const byAda = (id: string, seq: number) => said({ id, seq, participantId: ada.participant.id });
    const [inOld, inNew] = [byAda('in-the-old', 1), byAda('in-the-new', 1)];
    const raised = {
      type: 'hand' as const,
      participantId: bob.participant.id,
      atMs: Date.now() + 30_000,
      raisedAtMs: 7,
    };
    await second.joined(scene.id, 2, ada.participant.id);
    await second.events({ type: 'chat', ...from(2), message: inNew });
    // Its clock is ahead, and Ada is in the new room already.
    await first.events(
      { type: 'chat', ...from(1), message: inOld },
      { ...raised, ...from(1) },
      { ...raised, ...from(1), participantId: ada.participant.id },
    );
    await eventually(() => expect(second.restored(scene.id, 2).chat).toEqual([inOld]));
    expect(second.restored(scene.id, 2).expected.slice(2)).toEqual([{ ...bob.participant, handRaisedAtMs: 7 }]);
    // The new box has given its own message another number.
    await second.events({ type: 'chat', ...from(2), message: { ...inNew, seq: 2 } });
    await second.joined(scene.id, 2, bob.participant.id);
    expect((await scene.preview()).participantCount).toBe(2);
    await first.roomClosed(scene.id, 1, 'moved');
    await first.events({ type: 'chat', ...from(1), message: byAda('too-late', 3) });
    await second.roomClosed(scene.id, 2, 'failed');
    const third = await FakeBox.start('box-3');
    await drain(true, 'box-2');
    await scene.join({ shown: ada.seat, name: 'Ada' });
    await eventually(() => expect(third.restored(scene.id, 3).chat).toEqual([inOld, { ...inNew, seq: 2 }]));
    const hands = third.restored(scene.id, 3).expected.map(({ id, handRaisedAtMs }) => [id, handRaisedAtMs]);
    expect(hands.toSorted()).toEqual(
      [
        [ada.participant.id, null],
        [bob.participant.id, 7],
      ].toSorted(),
    );
  });

  test('whose box died gives up what it had not told yet when its link is back', async () => {
    const second = await FakeBox.start('box-2');
    await first.unlink();
    await refused('joinMeeting', 'move-pending', scene.joining({ shown: ada.seat, gone: 1 }));
    await scene.join({ shown: bob.seat, gone: 1 });
    first.acks = false;
    await first.link({ rooms: rooms() });
    const message = said({ id: 'untold-1', seq: 1, participantId: ada.participant.id });
    await first.events({ type: 'chat', meetingId: scene.id, placement: 1, message });
    await eventually(() => expect(second.restored(scene.id, 2).chat).toEqual([message]));
  });

  test('tells nothing to a later time of the meeting', async () => {
    await movedToSecond();
    first.acks = false;
    await call('endMeeting', { params: scene.params, cookie: scene.cookie, body: {} });
    const again = await scene.host();
    const message = said({ id: 'of-before', seq: 1, participantId: ada.participant.id });
    await first.events({ type: 'chat', meetingId: scene.id, placement: 1, message });
    const next = await FakeBox.start('box-3');
    await drain(true, 'box-2');
    await eventually(async () => expect((await scene.host()).placement).toBeGreaterThan(again.placement));
    expect(next.restored(scene.id, again.placement + 1).chat).toEqual([]);
  });

  test('is left for a box whose clock is behind', async () => {
    const second = await movedToSecond();
    const at = { meetingId: scene.id, placement: 2, participantId: ada.participant.id };
    await second.events({ type: 'participant-joined', ...at, atMs: 1 });
    await second.events({ type: 'participant-left', ...at, atMs: 2, reason: 'left' });
    expect((await scene.preview()).participantCount).toBe(1);
  });

  test('is forgotten when its box does not know it any more', async () => {
    await movedToSecond();
    await first.link({ rooms: [] });
    expect(known()).toEqual([]);
    expect((await scene.preview()).participantCount).toBe(2);
  });

  test('loses who is removed, and ends with the meeting', async () => {
    const second = await movedToSecond();
    const asHost = { params: scene.params, cookie: scene.cookie };
    await call('removeParticipant', { ...asHost, body: { participantId: bob.participant.id } });
    const ban = { participantIds: [bob.participant.id], address: null };
    const removed = { name: 'remove-participant', meetingId: scene.id, ban };
    await eventually(() => expect(ordered(first)).toContainEqual({ ...removed, placement: 1 }));
    await eventually(() => expect(ordered(second)).toContainEqual({ ...removed, placement: 2 }));
    await call('endMeeting', { ...asHost, body: {} });
    const closed = { name: 'close-room', meetingId: scene.id, reason: 'meeting-ended' };
    await eventually(() => expect(ordered(first)).toContainEqual({ ...closed, placement: 1 }));
    await eventually(() => expect(ordered(second)).toContainEqual({ ...closed, placement: 2 }));
  });

  test('who has not come over in time is not in the meeting any more', async () => {
    const second = await movedToSecond();
    await second.joined(scene.id, 2, ada.participant.id);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + moveDeadlineMs + comeBackMs - 2_000 });
    await runDurableObjectAlarm(meetingStub(scene.id));
    expect((await scene.preview()).participantCount).toBe(2);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_000 });
    await runDurableObjectAlarm(meetingStub(scene.id));
    expect((await scene.preview()).participantCount).toBe(1);
  });

  test('the box it goes to may die on the way: told by more than half, all are expected on a third', async () => {
    const second = await movedToSecond();
    const third = await FakeBox.start('box-3');
    await second.joined(scene.id, 2, ada.participant.id);
    await second.unlink();
    await refused('joinMeeting', 'move-pending', scene.joining({ shown: ada.seat, gone: 2 }));
    const moved = await scene.join({ shown: bob.seat, gone: 2 });
    expect(moved).toMatchObject({ placement: 3, box: { id: 'box-3' } });
    await eventually(() => expect(third.restored(scene.id, 3).expected).toHaveLength(2));
  });
});

describe('a move whose answer from the fleet is lost', () => {
  const lost = (of: typeof Fleet.prototype.place) =>
    vi.spyOn(Fleet.prototype, 'place').mockImplementationOnce(async function (this: Fleet, placing) {
      await of.call(this, placing);
      throw new Error('The answer was lost.');
    });

  test('is made by whoever asks next, who is not sent back to the box that is being left', async () => {
    const second = await FakeBox.start('box-2');
    const answers = lost(Fleet.prototype.place);
    await drain(true);
    await eventually(() => expect(moving(first)).toBeDefined());
    answers.mockRestore();
    await evictDurableObject(meetingStub(scene.id));
    expect(await scene.join({ shown: ada.seat })).toMatchObject(onSecond);
    expect(ordered(first).map(({ name }) => name)).toEqual(['move-room']);
    await eventually(() => expect(second.restored(scene.id, 2).expected).toHaveLength(2));
  });

  test('is made when the new box drains as well, though nobody asks', async () => {
    await FakeBox.start('box-2');
    const third = await FakeBox.start('box-3', 'local', { load: loadOf({ participants: 50, rooms: 1, cpu: 0.5 }) });
    const answers = lost(Fleet.prototype.place);
    await drain(true);
    await eventually(() => expect(moving(first)).toBeDefined());
    answers.mockRestore();
    await drain(true, 'box-2');
    await eventually(() => expect(third.restored(scene.id, 2).expected).toHaveLength(2));
  });

  test('is asked for again also when no box can take it for a while', async () => {
    const second = await FakeBox.start('box-2');
    const answers = lost(Fleet.prototype.place);
    await drain(true);
    await eventually(() => expect(moving(first)).toBeDefined());
    answers.mockRestore();
    await drain(true, 'box-2');
    await refused('joinMeeting', 'no-box', scene.joining({ shown: ada.seat }));
    await drain(false, 'box-2');
    expect(await scene.join({ shown: ada.seat })).toMatchObject(onSecond);
    await eventually(() => expect(second.restored(scene.id, 2).expected).toHaveLength(2));
  });
});
