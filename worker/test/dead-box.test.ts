import { evictDurableObject } from 'cloudflare:test';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Admission } from '../contract/meetings.ts';
import { believedAloneAfterMs, newcomerBelievedAfterMs, reportHoldsMs } from '../src/live/decide-move.ts';
import { FakeBox, fleetStub } from './fake-box.ts';
import { call, eventually, migrate, refused } from './harness.ts';
import { Scene } from './scene.ts';
import { meetingStub } from './snapshot.ts';

beforeAll(migrate);

let first: FakeBox;
let second: FakeBox;
let scene: Scene;
let people: Admission[];

/** A meeting of that many on the first box; the second is there too. */
async function meet(count: number): Promise<void> {
  scene = await Scene.open();
  people = [await scene.host()];
  while (people.length < count) people.push(await scene.join());
  await first.joined(scene.id, 1, ...people.map(({ participant }) => participant.id));
}

beforeEach(async () => {
  first = await FakeBox.alone('box-1');
  await meet(2);
  second = await FakeBox.start('box-2');
});
afterEach(() => void vi.useRealTimers());

const passMs = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
const telling = (i: number, gone = 1) => scene.joining({ shown: people[i]?.seat as never, gone });
const tell = (i: number, gone = 1) => scene.join({ shown: people[i]?.seat as never, gone });
const onFirst = { placement: 1, box: { id: 'box-1' } };
const onSecond = { placement: 2, box: { id: 'box-2' } };

describe('while the link is up', () => {
  test('nobody moves, whatever all tell for how long', async () => {
    expect(await tell(0)).toMatchObject(onFirst);
    expect(await tell(1)).toMatchObject(onFirst);
    passMs(believedAloneAfterMs + 100);
    expect(await tell(0)).toMatchObject(onFirst);
    expect(second.commands()).toEqual([]);
  });

  test('a box that is silent counts as one whose link is gone', async () => {
    passMs(8_000);
    await second.link();
    await refused('joinMeeting', 'move-pending', telling(0));
    expect(await tell(1)).toMatchObject(onSecond);
  });

  test('what was told while it was silent does not count the next time', async () => {
    passMs(8_000);
    await refused('joinMeeting', 'move-pending', telling(0));
    vi.useRealTimers();
    expect(await tell(0)).toMatchObject(onFirst);
    passMs(8_000);
    await refused('joinMeeting', 'move-pending', telling(1));
  });
});

describe('when the link is gone', () => {
  beforeEach(() => first.unlink());

  test('newcomers and whoever does not complain stay: a new Worker drops all links at once', async () => {
    expect(await scene.join()).toMatchObject(onFirst);
    expect(await scene.join({ shown: people[0]?.seat as never })).toMatchObject(onFirst);
  });

  test('one of two is asked to wait a second, both move the meeting: one new placement, with everybody expected', async () => {
    const { retryAfterSeconds } = await refused('joinMeeting', 'move-pending', telling(0));
    expect(retryAfterSeconds).toBe(1);
    await evictDurableObject(meetingStub(scene.id));
    const moved = await Promise.all([tell(1), tell(0), tell(1), scene.join()]);
    for (const answer of moved.slice(0, 3)) expect(answer).toMatchObject(onSecond);
    expect(await tell(0)).toMatchObject(onSecond);
    expect(
      second
        .restored(scene.id, 2)
        .expected.map(({ id }) => id)
        .toSorted(),
    ).toEqual(people.map(({ participant }) => participant.id).toSorted());
    expect((await scene.preview()).participantCount).toBe(0);
    await second.joined(scene.id, 2, ...people.map(({ participant }) => participant.id));
    expect((await scene.preview()).participantCount).toBe(2);
  });

  test('reports at once get one answer', async () => {
    const asked = await Promise.all([1, 0, 1, 0].map((i) => call('joinMeeting', telling(i)).catch(() => null)));
    const answers = asked.filter((answer) => answer !== null);
    expect(answers.length).toBeGreaterThan(0);
    for (const answer of answers) expect(answer).toMatchObject(onSecond);
    expect(await tell(0)).toMatchObject(onSecond);
  });

  test('one alone is believed after five seconds', async () => {
    await refused('joinMeeting', 'move-pending', telling(0));
    passMs(believedAloneAfterMs - 500);
    await second.link();
    await refused('joinMeeting', 'move-pending', telling(0));
    passMs(600);
    expect(await tell(0)).toMatchObject(onSecond);
  });

  test('whoever is not in the room is believed later, so that nobody is locked out for good', async () => {
    const { seat } = await scene.join();
    for (let told = 0; told <= newcomerBelievedAfterMs - 5_000; told += 5_000) {
      await refused('joinMeeting', 'move-pending', scene.joining({ shown: seat, gone: 1 }));
      passMs(5_000);
      await second.link();
    }
    passMs(100);
    expect(await scene.join({ shown: seat, gone: 1 })).toMatchObject(onSecond);
  });

  test('who stopped telling so found the way back, and does not count', async () => {
    await refused('joinMeeting', 'move-pending', telling(0));
    passMs(reportHoldsMs + 500);
    await second.link();
    await refused('joinMeeting', 'move-pending', telling(1));
  });

  test('what was told before the link was back does not count the next time', async () => {
    const newcomer = await scene.join();
    await refused('joinMeeting', 'move-pending', scene.joining({ shown: newcomer.seat, gone: 1 }));
    await refused('joinMeeting', 'move-pending', telling(0));
    const inside = people.map(({ participant }) => participant.id);
    await first.link({ rooms: [{ meetingId: scene.id, placement: 1, participantIds: inside }] });
    await first.events();
    await first.unlink();
    passMs(believedAloneAfterMs + 500);
    await second.link();
    await refused('joinMeeting', 'move-pending', telling(1));
  });

  test('another placement than the present one is answered with the present one', async () => {
    expect(await tell(0, 2)).toMatchObject(onFirst);
    await refused('joinMeeting', 'move-pending', telling(0));
    await tell(1);
    expect(await tell(0, 1)).toMatchObject(onSecond);
  });

  test('strangers decide nothing', async () => {
    for (let i = 0; i < 4; i++) expect(await scene.join({ gone: 1 })).toMatchObject(onFirst);
    expect(second.commands()).toEqual([]);
  });

  test('without another box nothing changes, and it is asked again later', async () => {
    await call('forgetBox', { operator: true, params: { id: 'box-2' } });
    await refused('joinMeeting', 'move-pending', telling(0));
    await refused('joinMeeting', 'no-box', telling(1));
    expect((await scene.preview()).participantCount).toBe(2);
    expect(await scene.join({ shown: people[0]?.seat as never })).toMatchObject(onFirst);
    second = await FakeBox.start('box-2');
    expect(await tell(1)).toMatchObject(onSecond);
  });

  test('the fleet may start anew in between', async () => {
    await refused('joinMeeting', 'move-pending', telling(0));
    await evictDurableObject(fleetStub());
    expect(await tell(1)).toMatchObject(onSecond);
    await evictDurableObject(fleetStub());
    await first.link({ rooms: [{ meetingId: scene.id, placement: 1, participantIds: [] }] });
    await eventually(() =>
      expect(first.commands().map(({ command }) => command)).toContainEqual({
        name: 'close-room',
        meetingId: scene.id,
        placement: 1,
        reason: 'moved',
      }),
    );
    expect(await tell(0)).toMatchObject(onSecond);
  });

  test('more than half of many are needed at once', async () => {
    await first.link({ capacity: 1000 });
    await second.load({ participants: 50, rooms: 1, cpu: 0.5 });
    await meet(5);
    await first.unlink();
    await refused('joinMeeting', 'move-pending', telling(0));
    await refused('joinMeeting', 'move-pending', telling(1));
    await refused('joinMeeting', 'move-pending', telling(1));
    expect(await tell(2)).toMatchObject(onSecond);
  });

  test('whoever does not come in time has lost their place', async () => {
    await refused('joinMeeting', 'move-pending', telling(0));
    await tell(1);
    passMs(61_000);
    await second.link();
    await second.joined(scene.id, 2, people[1]?.participant.id ?? '');
    await second.roomClosed(scene.id, 2, 'failed');
    const back = await scene.join({ shown: people[1]?.seat as never });
    await eventually(() =>
      expect(second.restored(scene.id, back.placement).expected.map(({ id }) => id)).toEqual([
        people[1]?.participant.id,
      ]),
    );
  });
});
