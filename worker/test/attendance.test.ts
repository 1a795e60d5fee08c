import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Admission } from '../contract/meetings.ts';
import { comeBackMs } from '../src/live/seat.ts';
import { maxSessions, writeAttendance } from '../src/meetings/attendance-store.ts';
import { FakeBox } from './fake-box.ts';
import { call, env, eventually, migrate, refused } from './harness.ts';
import { hostCookie, Scene } from './scene.ts';
import { meetingStub } from './snapshot.ts';

beforeAll(migrate);

let box: FakeBox;
let scene: Scene;
let ada: Admission;
let bob: Admission;
beforeEach(async () => {
  box = await FakeBox.alone('box-1');
  scene = await Scene.open();
  [ada, bob] = [await scene.host(), await scene.join({ name: 'Bob', cookie: await hostCookie('bob@example.org') })];
});
afterEach(() => void vi.useRealTimers());

const passMs = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
const attendance = async () => (await call('listAttendance', { params: scene.params, cookie: scene.cookie })).sessions;
const names = async () => (await attendance()).map(({ stays }) => stays.map(({ name }) => name));
const ids = () => [ada.participant.id, bob.participant.id] as const;

describe('attendance', () => {
  test('says who was in, as what, and when; nothing of their accounts', async () => {
    const startedAtMs = Date.now();
    await box.joined(scene.id, 1, ...ids());
    await eventually(async () => expect(await names()).toEqual([['Ada', 'Bob']]));
    const [live] = await attendance();
    expect(live?.endedAtMs).toBeNull();
    expect(live?.startedAtMs).toBeGreaterThanOrEqual(startedAtMs);
    expect(live?.stays.map(({ role, leftAtMs }) => [role, leftAtMs])).toEqual([
      ['host', null],
      ['guest', null],
    ]);
    await box.left(scene.id, 1, bob.participant.id);
    await eventually(async () => expect((await attendance())[0]?.stays[1]?.leftAtMs).toBeGreaterThan(0));
    await box.left(scene.id, 1, ada.participant.id);
    await box.roomClosed(scene.id, 1);
    await eventually(async () => expect((await attendance())[0]?.endedAtMs).toBeGreaterThan(0));
    const rows = await env.DB.prepare('select * from attendance_stays').all();
    const user = await env.DB.prepare('select id from user').first<{ id: string }>();
    expect(JSON.stringify(rows.results)).not.toMatch(new RegExp(`example\\.org|${user?.id}`));
  });

  test('a reload, a sleep and a move to another box are one stay, a longer absence is two', async () => {
    await box.joined(scene.id, 1, ...ids());
    await box.left(scene.id, 1, bob.participant.id);
    await evictDurableObject(meetingStub(scene.id));
    await box.joined(scene.id, 1, bob.participant.id);
    await box.roomClosed(scene.id, 1, 'failed');
    await scene.join({ shown: ada.seat, name: 'Ada' });
    await box.joined(scene.id, 2, ...ids());
    await eventually(async () =>
      expect((await attendance()).map(({ stays }) => stays.map(({ leftAtMs }) => leftAtMs))).toEqual([[null, null]]),
    );
    await box.left(scene.id, 2, bob.participant.id);
    passMs(comeBackMs + 1_000);
    await box.link({ rooms: [{ meetingId: scene.id, placement: 2, participantIds: [...ids()] }] });
    await eventually(async () => expect(await names()).toEqual([['Ada', 'Bob', 'Bob']]));
  });

  test('each time that it is live is told apart, the latest first, at most fifty', async () => {
    await box.joined(scene.id, 1, ...ids());
    await call('endMeeting', { params: scene.params, cookie: scene.cookie, body: {} });
    passMs(1_000);
    await box.link();
    ada = await scene.host();
    await box.joined(scene.id, ada.placement, ada.participant.id);
    await eventually(async () => expect(await names()).toEqual([['Ada'], ['Ada', 'Bob']]));
    const older = Array.from({ length: maxSessions + 5 }, (_, i) => ({ startedAtMs: i + 1, endedAtMs: i + 2 }));
    await writeAttendance(env.DB, scene.id, older, []);
    expect(await attendance()).toHaveLength(maxSessions);
    expect(await names()).toContainEqual(['Ada', 'Bob']);
  });

  test('a change of role or name is noted', async () => {
    await box.joined(scene.id, 1, ...ids());
    const body = { participantId: bob.participant.id, role: 'co-host' as const };
    await call('setRole', { params: scene.params, cookie: scene.cookie, body });
    await scene.join({ shown: bob.seat, name: 'Robert' });
    await eventually(async () =>
      expect((await attendance())[0]?.stays[1]).toMatchObject({ name: 'Robert', role: 'co-host' }),
    );
  });

  test('what could not be written is written later', async () => {
    await env.DB.prepare('alter table attendance_stays rename to elsewhere').run();
    await box.joined(scene.id, 1, ...ids());
    await evictDurableObject(meetingStub(scene.id));
    await env.DB.prepare('alter table elsewhere rename to attendance_stays').run();
    await box.left(scene.id, 1, bob.participant.id);
    await eventually(async () => expect(await names()).toEqual([['Ada', 'Bob']]));
  });

  test('nothing of it stays in the live meeting when it is over and written', async () => {
    await box.joined(scene.id, 1, ...ids());
    await call('endMeeting', { params: scene.params, cookie: scene.cookie, body: {} });
    const left = () =>
      runInDurableObject(meetingStub(scene.id) as DurableObjectStub, (_, { storage: { sql } }) => [
        ...sql.exec('select * from stays'),
        ...sql.exec('select * from sessions'),
      ]);
    await eventually(async () => expect(await left()).toEqual([]));
    expect(await names()).toEqual([['Ada', 'Bob']]);
  });

  test('is the owner’s alone, and gone with the meeting', async () => {
    await box.joined(scene.id, 1, ...ids());
    await eventually(async () => expect(await attendance()).toHaveLength(1));
    const { params } = scene;
    await refused('listAttendance', 'not-signed-in', { params });
    await refused('listAttendance', 'not-allowed', { params, cookie: await hostCookie('bob@example.org') });
    await call('deleteMeeting', { params, cookie: scene.cookie });
    await refused('listAttendance', 'meeting-deleted', { params, cookie: scene.cookie });
    const { results } = await env.DB.prepare(
      'select meeting_id from attendance_sessions where meeting_id = ?1 union all select meeting_id from attendance_stays where meeting_id = ?1',
    )
      .bind(scene.id)
      .all();
    expect(results).toEqual([]);
  });
});

describe('ratings', () => {
  const rate = { stars: 4, problems: ['echo' as const] };
  const rows = async () =>
    (await env.DB.prepare('select * from ratings where meeting_id = ?').bind(scene.id).all()).results;

  test('one per seat and time, the last one counts, without a name', async () => {
    await box.joined(scene.id, 1, ...ids());
    for (const stars of [1, 5])
      await call('rateCall', { params: scene.params, seat: bob.seat, body: { ...rate, stars } });
    await call('rateCall', { params: scene.params, seat: ada.seat, body: { stars: 3, problems: [] } });
    const kept = await rows();
    expect(kept.map(({ stars, problems }) => [stars, problems]).toSorted()).toEqual([
      [3, '[]'],
      [5, '["echo"]'],
    ]);
    const text = JSON.stringify(kept);
    for (const trace of ['Bob', bob.participant.id, bob.seat.id, 'example.org']) expect(text).not.toContain(trace);
  });

  test('also after leaving, and for a while after the end', async () => {
    await box.joined(scene.id, 1, ...ids());
    await box.left(scene.id, 1, bob.participant.id);
    await call('rateCall', { params: scene.params, seat: bob.seat, body: rate });
    await box.left(scene.id, 1, ada.participant.id);
    await box.roomClosed(scene.id, 1);
    await evictDurableObject(meetingStub(scene.id));
    const input = { params: scene.params, seat: bob.seat, body: { ...rate, stars: 2 } };
    await call('rateCall', input);
    expect((await rows()).map(({ stars }) => stars)).toEqual([2]);
    passMs(31 * 60_000);
    await refused('rateCall', 'seat-unknown', input);
  });

  test('not by who was never in, was removed, or is somebody else', async () => {
    const { params } = scene;
    await refused('rateCall', 'not-allowed', { params, seat: bob.seat, body: rate });
    await box.joined(scene.id, 1, ...ids());
    const secret = 'x'.repeat(43);
    await refused('rateCall', 'seat-unknown', { params, seat: { ...bob.seat, secret }, body: rate });
    await refused('rateCall', 'seat-unknown', { params, body: rate });
    await refused('rateCall', 'bad-request', { params, seat: bob.seat, body: { ...rate, stars: 6 } });
    await refused('rateCall', 'bad-request', {
      params,
      seat: bob.seat,
      body: { ...rate, problems: ['boring'] } as never,
    });
    const body = { participantId: bob.participant.id };
    await call('removeParticipant', { params, cookie: scene.cookie, body });
    await refused('rateCall', 'not-allowed', { params, seat: bob.seat, body: rate });
    await call('endMeeting', { params, cookie: scene.cookie, body: {} });
    await refused('rateCall', 'seat-unknown', { params, seat: bob.seat, body: rate });
    await call('rateCall', { params, seat: ada.seat, body: rate });
    await call('deleteMeeting', { params, cookie: scene.cookie });
    expect(await rows()).toEqual([]);
    await refused('rateCall', 'meeting-deleted', { params, seat: ada.seat, body: rate });
  });
});
