import { evictDurableObject } from 'cloudflare:test';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BodyOf } from '../contract/endpoints.ts';
import type { Admission } from '../contract/meetings.ts';
import { keptReportsMs } from '../src/meetings/call-report-store.ts';
import { FakeBox, linkToken, makeKeys, openLink } from './fake-box.ts';
import { call, env, eventually, migrate, refused } from './harness.ts';
import { ownDatabase } from './own-database.ts';
import { hostCookie, Scene } from './scene.ts';
import { meetingStub } from './snapshot.ts';

beforeAll(migrate);
afterEach(() => void vi.useRealTimers());

const day = 24 * 60 * 60_000;
const passMs = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
const rootCookie = () => hostCookie('root@operators.org');
const overview = (own = ownDatabase()) => call('readOverview', { operator: true, env: own.env });

type Report = BodyOf<'reportCall'>;
const report: Report = {
  joinMs: 900,
  quality: { p2p: { seconds: 60, rttMs: 20, lossPercent: 0.5 }, sfu: { seconds: 1800, rttMs: 40, lossPercent: null } },
  switchGaps: [
    { to: 'sfu', ms: 30 },
    { to: 'sfu', ms: 80 },
    { to: 'p2p', ms: 10 },
  ],
  recoveries: { 'ice-restart': 2, resume: 1 },
};
const empty: Report = { joinMs: null, quality: {}, switchGaps: [], recoveries: {} };

describe('a call report', () => {
  let box: FakeBox;
  let scene: Scene;
  let ada: Admission;
  let bob: Admission;
  beforeEach(async () => {
    box = await FakeBox.alone('box-1');
    scene = await Scene.open();
    [ada, bob] = [await scene.host(), await scene.join()];
  });

  const rows = async () =>
    (await env.DB.prepare('select * from call_reports where meeting_id = ?').bind(scene.id).all()).results;
  const sending = (seat: Admission['seat'], body: Report = report) => ({ params: scene.params, seat, body });

  test('is one for each stay, of which the last counts, in figures and without a name', async () => {
    await box.joined(scene.id, 1, ada.participant.id, bob.participant.id);
    await call('reportCall', sending(bob.seat, empty));
    await call('reportCall', sending(bob.seat));
    await call('reportCall', sending(ada.seat, empty));
    const kept = await rows();
    expect(kept).toHaveLength(2);
    expect(kept.find(({ join_ms }) => join_ms === 900)).toMatchObject({
      ...{ p2p_seconds: 60, p2p_rtt_ms: 20, p2p_loss_percent: 0.5, p2p_gap_ms: 10 },
      ...{ sfu_seconds: 1800, sfu_rtt_ms: 40, sfu_loss_percent: null, sfu_gap_ms: 80 },
      ...{ ice_restarts: 2, new_transports: 0, resumes: 1, other_boxes: 0 },
    });
    const text = JSON.stringify(kept);
    for (const trace of ['Bob', bob.participant.id, bob.seat.id, 'example.org']) expect(text).not.toContain(trace);
  });

  test('comes also after leaving, for a while after the end', async () => {
    await box.joined(scene.id, 1, ada.participant.id, bob.participant.id);
    await box.left(scene.id, 1, bob.participant.id);
    await call('reportCall', sending(bob.seat));
    await box.left(scene.id, 1, ada.participant.id);
    await box.roomClosed(scene.id, 1);
    await evictDurableObject(meetingStub(scene.id));
    await call('reportCall', sending(bob.seat, { ...report, joinMs: 1 }));
    expect((await rows()).map(({ join_ms }) => join_ms)).toEqual([1]);
    passMs(31 * 60_000);
    await refused('reportCall', 'seat-unknown', sending(bob.seat));
  });

  test('is not taken from who was never in, was removed, or is somebody else', async () => {
    await refused('reportCall', 'not-allowed', sending(bob.seat));
    await box.joined(scene.id, 1, ada.participant.id, bob.participant.id);
    await refused('reportCall', 'seat-unknown', sending({ ...bob.seat, secret: 'x'.repeat(43) }));
    await refused('reportCall', 'seat-unknown', { params: scene.params, body: report });
    await refused('reportCall', 'origin-not-allowed', {
      ...sending(bob.seat),
      headers: { origin: 'https://evil.test' },
    });
    await refused('reportCall', 'meeting-not-found', { ...sending(bob.seat), params: { id: 'zzz-zzzz-zzz' } });
    const body = { participantId: bob.participant.id };
    await call('removeParticipant', { params: scene.params, cookie: scene.cookie, body });
    await refused('reportCall', 'not-allowed', sending(bob.seat));
    expect(await rows()).toEqual([]);
  });

  test('has figures that can be', async () => {
    await box.joined(scene.id, 1, bob.participant.id);
    for (const wrong of [
      { ...report, joinMs: -1 },
      { ...report, joinMs: 600_001 },
      { ...report, name: 'Bob' },
      { ...report, quality: { sfu: { seconds: 0, rttMs: 1, lossPercent: 1 } } },
      { ...report, quality: { sfu: { seconds: 1, rttMs: 1, lossPercent: 101 } } },
      { ...report, quality: { relay: { seconds: 1, rttMs: 1, lossPercent: 1 } } },
      { ...report, switchGaps: Array.from({ length: 51 }, () => ({ to: 'sfu', ms: 1 })) },
      { ...report, switchGaps: [{ to: 'moon', ms: 1 }] },
      { ...report, recoveries: { prayer: 1 } },
    ])
      await refused('reportCall', 'bad-request', sending(bob.seat, wrong as never));
    expect(await rows()).toEqual([]);
  });

  test('comes at most ten times a minute from one seat, which leaves its rating alone', async () => {
    await box.joined(scene.id, 1, ada.participant.id, bob.participant.id);
    for (let i = 0; i < 10; i++) await call('reportCall', sending(bob.seat));
    await refused('reportCall', 'rate-limited', sending(bob.seat));
    await call('rateCall', { params: scene.params, seat: bob.seat, body: { stars: 5, problems: [] } });
    await call('reportCall', sending(ada.seat));
  });

  test('goes with the meeting', async () => {
    await box.joined(scene.id, 1, bob.participant.id);
    await call('reportCall', sending(bob.seat));
    await call('deleteMeeting', { params: scene.params, cookie: scene.cookie });
    expect(await rows()).toEqual([]);
    await refused('reportCall', 'meeting-deleted', sending(bob.seat));
  });

  test('takes at most fifty along that are older than thirty days', async () => {
    await box.joined(scene.id, 1, bob.participant.id);
    await insertReports(scene.id, 120, (i) => ({ reportedAtMs: Date.now() - keptReportsMs - 1_000 - i }));
    await insertReports(scene.id, 1, () => ({ startedAtMs: 2, reportedAtMs: Date.now() - keptReportsMs + 60_000 }));
    for (const left of [72, 22, 2, 2]) {
      await call('reportCall', sending(bob.seat));
      expect(await rows()).toHaveLength(left);
    }
  });
});

type Row = { startedAtMs?: number; reportedAtMs: number; joinMs?: number | null; sfuRttMs?: number };

/** Straight into the table: as many as it takes. */
async function insertReports(meetingId: string, count: number, rowOf: (i: number) => Row): Promise<void> {
  const statements = Array.from({ length: count }, (_, i) => {
    const { startedAtMs = 1, reportedAtMs, joinMs = null, sfuRttMs } = rowOf(i);
    return env.DB.prepare(
      `insert into call_reports (meeting_id, started_at_ms, rater, reported_at_ms, join_ms, sfu_seconds, sfu_rtt_ms,
         ice_restarts, new_transports, resumes, other_boxes) values (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0)`,
    ).bind(
      meetingId,
      startedAtMs,
      `r${i}`,
      reportedAtMs,
      joinMs,
      sfuRttMs === undefined ? null : 360,
      sfuRttMs ?? null,
    );
  });
  for (let at = 0; at < statements.length; at += 500) await env.DB.batch(statements.slice(at, at + 500));
}

describe('the overview', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.open();
    await env.DB.batch(
      ['call_reports', 'ratings', 'refusal_counts'].map((table) => env.DB.prepare(`delete from ${table}`)),
    );
  });

  test('is the operators’', async () => {
    await refused('readOverview', 'not-signed-in');
    await refused('readOverview', 'not-allowed', { cookie: await hostCookie('ada@example.org') });
    await refused('readOverview', 'not-allowed', { headers: { authorization: 'Bearer wrong' } });
    expect((await call('readOverview', { cookie: await rootCookie() })).days).toBe(7);
  });

  test('says nothing where nothing was measured', async () => {
    const nothing = { count: 0, p50: null, p95: null };
    const way = { calls: 0, hours: 0, rttMs: nothing, lossPercent: nothing, switchGapMs: nothing };
    expect(await overview()).toMatchObject({
      joinMs: nothing,
      quality: { p2p: way, sfu: way },
      refusals: [],
      ratings: { count: 0, stars: null },
    });
  });

  test('has percentiles by nearest rank, of what was measured', async () => {
    const nowMs = Date.now();
    await insertReports(scene.id, 100, (i) => ({ reportedAtMs: nowMs - i, joinMs: 1000 - 10 * i, sfuRttMs: i + 1 }));
    await insertReports(scene.id, 10, () => ({ startedAtMs: 2, reportedAtMs: nowMs }));
    const { joinMs, quality } = await overview();
    expect(joinMs).toEqual({ count: 100, p50: 500, p95: 950 });
    expect(quality.sfu).toMatchObject({ calls: 100, hours: 10, rttMs: { count: 100, p50: 50, p95: 95 } });
    expect(quality.p2p).toMatchObject({ calls: 0, rttMs: { count: 0, p50: null, p95: null } });
  });

  test.each([
    [[7], 7, 7],
    [[1, 2], 1, 2],
    [[1, 2, 3], 2, 3],
  ])('of %j: %d and %d', async (values, p50, p95) => {
    await insertReports(scene.id, values.length, (i) => ({ reportedAtMs: Date.now(), joinMs: values[i] ?? null }));
    expect((await overview()).joinMs).toEqual({ count: values.length, p50, p95 });
  });

  test('is of the last seven days', async () => {
    const startOfToday = Math.floor(Date.now() / day) * day;
    await insertReports(scene.id, 3, (i) => ({
      reportedAtMs: startOfToday - 6 * day - (i === 0 ? 1 : -1),
      joinMs: 100 * (i + 1),
    }));
    expect((await overview()).joinMs).toEqual({ count: 2, p50: 200, p95: 300 });
    const before = (days: number) => new Date(startOfToday - days * day).toISOString().slice(0, 10);
    await env.DB.prepare(`insert into refusal_counts values (?, 'meeting-full', 5), (?, 'meeting-full', 2)`)
      .bind(before(7), before(6))
      .run();
    expect((await overview()).refusals).toEqual([{ code: 'meeting-full', times: 2 }]);
  });

  test('is of the newest five thousand reports', { timeout: 60_000 }, async () => {
    const nowMs = Date.now();
    await insertReports(scene.id, 5_002, (i) => ({ reportedAtMs: nowMs - i, joinMs: i < 5_000 ? 1 : 999 }));
    expect((await overview()).joinMs).toEqual({ count: 5_000, p50: 1, p95: 1 });
  });

  test('sums what clients did to recover, and averages ratings', async () => {
    const box = await FakeBox.alone('box-1');
    const seats = [await scene.host(), await scene.join()];
    await box.joined(scene.id, 1, ...seats.map(({ participant }) => participant.id));
    for (const [i, { seat }] of seats.entries()) {
      await call('reportCall', { params: scene.params, seat, body: report });
      await call('rateCall', { params: scene.params, seat, body: { stars: i === 0 ? 5 : 2, problems: [] } });
    }
    const seen = await overview();
    expect(seen.recoveries).toEqual([
      { step: 'ice-restart', times: 4 },
      { step: 'new-transport', times: 0 },
      { step: 'resume', times: 2 },
      { step: 'another-box', times: 0 },
    ]);
    expect(seen.quality.sfu.switchGapMs).toEqual({ count: 2, p50: 80, p95: 80 });
    expect(seen.ratings).toEqual({ count: 2, stars: 3.5 });
    expect(seen.boxes.map(({ id }) => id)).toEqual(['box-1']);
  });

  test('reads many reports rarely, and few of them each time', async () => {
    const own = ownDatabase();
    const add = (startedAtMs: number, count: number) =>
      insertReports(scene.id, count, () => ({ startedAtMs, reportedAtMs: Date.now(), joinMs: 100 }));
    const counted = async () => (await overview(own)).joinMs.count;
    await add(1, 1);
    expect(await counted()).toBe(1);
    passMs(100);
    await add(2, 2_000);
    expect(await counted()).toBe(2_001);
    await add(3, 1);
    await env.DB.prepare('insert into refusal_counts values (?, ?, 1)')
      .bind(new Date().toISOString().slice(0, 10), 'no-box')
      .run();
    passMs(90_000);
    await FakeBox.alone('box-9');
    const { reads } = own.seen;
    expect(await overview(own)).toMatchObject({
      joinMs: { count: 2_001 },
      refusals: [{ code: 'no-box' }],
      boxes: [{ id: 'box-9' }],
    });
    expect(own.seen.reads).toBe(reads + 1);
    passMs(11_000);
    expect(await counted()).toBe(2_002);
  });

  test('names boxes that were not let in', async () => {
    await FakeBox.alone('box-1');
    expect((await openLink(await linkToken('box-1', await makeKeys()))).status).toBe(401);
    await eventually(async () =>
      expect((await overview()).refusedBoxes[0]).toMatchObject({ boxId: 'box-1', code: 'key-wrong' }),
    );
  });
});
