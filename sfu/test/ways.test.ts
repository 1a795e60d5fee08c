import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { defaultModeTimes } from '../src/room/mode.ts';
import { BoxUnderTest, newId, newMeetingId } from './support/box-under-test.ts';
import { setDirect, useDirectMedia } from './support/direct-media.ts';
import type { Entering, TestClient } from './support/test-client.ts';
import { until } from './support/until.ts';

useDirectMedia();
let t: BoxUnderTest;
let room: string;
beforeAll(async () => {
  t = await BoxUnderTest.start({
    limits: {
      modeTimes: { firstPairMs: 30, returnMs: 60, aloneMs: 80, troubleMs: 400 },
      times: { resumeGraceMs: 5_000 },
    },
  });
  await t.linked();
});
afterEach(async () => {
  setDirect(true);
  await t.expectNothingLeft();
});
afterAll(() => t.stop());

/** Joins the meeting of this test, whose policy is `auto`. */
const enter = (entering: Entering = {}, claims = {}) => t.join({ room, media: 'auto', ...claims }, entering);
const enterTwo = async () => {
  room = newMeetingId();
  return [await enter(), await enter()] as const;
};
const report = (from: TestClient, about: TestClient, path: 'p2p' | 'sfu') =>
  from.codeOf('reportPath', { epoch: from.mode.epoch, participantId: about.id, path });
const isSettled = (client: TestClient, other: TestClient) =>
  client
    .all('pathSettled')
    .some(({ epoch, participantId }) => participantId === other.id && epoch.change === client.mode.epoch.change);

test('two people begin on the box, talk directly, and a third brings all back to it', async () => {
  const [anna, ben] = await enterTwo();
  expect(anna.joined).toMatchObject({
    policy: 'auto',
    mode: { mode: 'sfu', reason: 'beginning', epoch: { change: 0 } },
  });
  for (const client of [anna, ben]) {
    expect(await client.wants('p2p')).toEqual({
      mode: 'p2p',
      reason: 'two-people',
      epoch: { placement: 1, change: 1 },
    });
  }
  const cleo = await enter();
  const wanted = { mode: 'sfu', reason: 'more-than-two', epoch: { placement: 1, change: 2 } };
  expect(cleo.joined?.mode).toEqual(wanted);
  expect([await anna.wants('sfu'), await ben.wants('sfu')]).toEqual([wanted, wanted]);
  expect(cleo.all('modeChanged')).toEqual([]);
  await cleo.leave();
  await anna.wants('p2p');
  await ben.leave();
  expect(await anna.wants('sfu')).toMatchObject({ reason: 'beginning', epoch: { change: 4 } });
});

test('media of before a change of mode are named by their own epoch', async () => {
  const [anna, ben] = await enterTwo();
  await anna.wants('p2p');
  expect(anna.epoch.change).toBe(0);
  await anna.produce('mic');
  expect((await ben.hears('consumerAdded')).epoch).toEqual(ben.epoch);
  expect(await anna.codeOf('closeProducer', { epoch: anna.mode.epoch, source: 'mic' })).toBe('stale-epoch');
  expect((await ben.openMedia()).epoch.change).toBe(1);
});

test('the meeting’s policy leaves no choice', async () => {
  room = newMeetingId();
  const [anna] = [await enter({}, { media: 'p2p' }), await enter({}, { media: 'p2p' })];
  expect(anna.joined).toMatchObject({ policy: 'p2p', mode: { mode: 'p2p', reason: 'policy' } });
  await anna.say('mic', false);
  expect(await anna.codeOf('produce', anna.producing('mic'))).toBe('wrong-mode');
  const others = [await enter({}, { media: 'p2p' }), await enter({}, { media: 'p2p' })];
  expect(anna.all('modeChanged')).toEqual([]);
  expect(await t.refusal({ room, media: 'p2p' })).toBe('p2p-full');
  // Who is back is not a fifth; who takes a place that is free is not, either.
  const back = await enter({}, { media: 'p2p', sub: anna.id });
  await others[0]?.leave();
  await enter({}, { media: 'p2p' });
  expect(back.joined?.participants).toHaveLength(4);
});

test('people who are expected have their place where there are only four', async () => {
  room = newMeetingId();
  const expected = [1, 2, 3].map((count) => ({
    id: newId(),
    name: `P${count}`,
    role: 'guest' as const,
    handRaisedAtMs: null,
  }));
  await t.worker.restore(room, 1, { expected });
  await enter({}, { media: 'p2p' });
  expect(await t.refusal({ room, media: 'p2p' })).toBe('p2p-full');
  for (const { id } of expected) await enter({}, { media: 'p2p', sub: id });
  expect(await t.refusal({ room, media: 'p2p' })).toBe('p2p-full');
});

test('someone who hides their address keeps the room on the box', async () => {
  room = newMeetingId();
  const [anna, ben] = [await enter(), await enter({ hideAddress: true })];
  await new Promise((resolve) => setTimeout(resolve, 60));
  // The same mode, and now Anna is told why.
  const { epoch } = anna.joined?.mode ?? {};
  expect(anna.all('modeChanged')).toEqual([{ epoch, mode: 'sfu', reason: 'hidden-address' }]);
  expect(ben.joined?.mode).toEqual({ epoch, mode: 'sfu', reason: 'hidden-address' });
  await anna.cut();
  expect((await anna.resume()).resumed?.mode).toMatchObject({ mode: 'sfu', reason: 'hidden-address' });
  await ben.leave();
});

test('the direct way is given up when it fails, and tried again after a while, or with somebody new', async () => {
  const [anna, ben] = await enterTwo();
  const failing = (trouble: 'lossy' | 'relayed' | 'not-proved') => ({
    epoch: anna.mode.epoch,
    participantId: ben.id,
    trouble,
  });
  await anna.wants('p2p');
  for (let count = 0; count < 3; count += 1) await anna.request('reportTrouble', failing('not-proved'));
  expect(anna.mode.mode).toBe('p2p');
  expect(
    t.lines.filter(({ event, fields }) => event === 'path-troubled' && fields.participantId === anna.id),
  ).toHaveLength(1);
  const failedAtMs = Date.now();
  await anna.request('reportTrouble', failing('lossy'));
  expect(await ben.wants('sfu')).toMatchObject({ reason: 'lossy' });
  await anna.wants('sfu');
  // What is wrong with the way through the box does not forbid the other one.
  await anna.request('reportTrouble', failing('relayed'));
  await anna.wants('p2p');
  expect(Date.now() - failedAtMs).toBeGreaterThanOrEqual(395);
  await anna.request('reportTrouble', failing('lossy'));
  await anna.wants('sfu');
  await (await enter()).leave();
  await anna.wants('p2p');
  expect(Date.now() - failedAtMs).toBeLessThan(800);
});

test('who is away counts, and comes back to the same way', async () => {
  const [anna, ben] = await enterTwo();
  await anna.wants('p2p');
  await ben.cut();
  await anna.hears('participantChanged', ({ participant }) => participant.suspended);
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect(anna.mode.mode).toBe('p2p');
  expect((await ben.resume()).resumed?.mode).toEqual(anna.mode);
  // A reload within the time of being alone, too.
  const again = await enter({}, { sub: ben.id });
  expect(again.joined?.mode).toEqual(anna.mode);
  expect(anna.mode.epoch.change).toBe(1);
});

test('nobody is led to the direct way while one of the two is only expected', async () => {
  room = newMeetingId();
  const person = { id: newId(), name: 'Ben', role: 'guest' as const, handRaisedAtMs: null };
  await t.worker.restore(room, 1, { expected: [person] });
  const anna = await enter();
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(anna.all('modeChanged')).toEqual([]);
  await enter({}, { sub: person.id });
  await anna.wants('p2p');
});

test('a pair is settled when both have come to the wanted way', async () => {
  const [anna, ben] = await enterTwo();
  await anna.wants('p2p');
  await ben.wants('p2p');
  expect(await report(anna, ben, 'p2p')).toBe('ok');
  expect(await report(ben, anna, 'sfu')).toBe('ok');
  expect([anna.all('pathSettled'), ben.all('pathSettled')]).toEqual([[], []]);
  expect(await report(ben, anna, 'p2p')).toBe('ok');
  expect(await anna.hears('pathSettled')).toEqual({ epoch: anna.mode.epoch, participantId: ben.id, path: 'p2p' });
  expect(await ben.hears('pathSettled')).toEqual({ epoch: anna.mode.epoch, participantId: anna.id, path: 'p2p' });
  await anna.cut();
  expect((await anna.resume()).resumed?.settled).toEqual([ben.id]);
  const cleo = await enter();
  await anna.wants('sfu');
  expect(
    await anna.codeOf('reportPath', { epoch: { placement: 1, change: 1 }, participantId: ben.id, path: 'p2p' }),
  ).toBe('stale-epoch');
  expect(await report(anna, anna, 'sfu')).toBe('participant-not-found');
  expect(await anna.codeOf('reportPath', { epoch: anna.mode.epoch, participantId: newId(), path: 'sfu' })).toBe(
    'participant-not-found',
  );
  await anna.cut();
  expect((await anna.resume()).resumed?.settled).toEqual([]);
  expect([await report(anna, ben, 'sfu'), await report(ben, anna, 'sfu'), await report(cleo, anna, 'sfu')]).toEqual([
    'ok',
    'ok',
    'ok',
  ]);
  await until(() => isSettled(anna, ben) && isSettled(ben, anna));
  expect(isSettled(cleo, anna)).toBe(false);
});

test('a proof that cannot be is refused: the box forwards less than is sent', async () => {
  const [anna, ben] = await enterTwo();
  // Nothing is sent: there is nothing to prove.
  expect(await report(anna, ben, 'sfu')).toBe('ok');
  await ben.say('mic', true);
  expect(await report(anna, ben, 'sfu')).toBe('proof-refused');
  await ben.produce('mic', { muted: true });
  await anna.hears('consumerAdded');
  expect(await report(anna, ben, 'sfu')).toBe('ok');
  await ben.say('camera', false);
  expect(await report(anna, ben, 'sfu')).toBe('proof-refused');
  await ben.request('closeProducer', { epoch: ben.epoch, source: 'mic' });
  await ben.say('camera', null);
  await anna.hears('consumerClosed');
  expect(await report(anna, ben, 'sfu')).toBe('proof-refused');
  // What someone cannot receive need not arrive.
  const deaf = await enter({}, { grants: ['send-mic'] });
  expect(await report(deaf, ben, 'sfu')).toBe('ok');
});

test('a proof over a transport that never connected is refused', async () => {
  setDirect(false);
  const [anna, ben] = await enterTwo();
  await ben.produce('mic');
  await anna.hears('consumerAdded');
  expect(await report(anna, ben, 'sfu')).toBe('proof-refused');
});

test('direct connections that outlived their box are taken over', async () => {
  room = newMeetingId();
  const otherId = newId();
  const anna = await enter({ direct: [otherId] }, { placement: 2 });
  const wanted = { mode: 'p2p', reason: 'two-people', epoch: { placement: 2, change: 1 } };
  expect(anna.joined?.mode).toEqual(wanted);
  const ben = await enter({ direct: [anna.id] }, { placement: 2, sub: otherId });
  expect([ben.joined?.mode, anna.all('modeChanged')]).toEqual([wanted, []]);
  await anna.leave();
  // Nobody takes over what has been decided otherwise since.
  await ben.wants('sfu');
  expect((await enter({ direct: [ben.id] }, { placement: 2 })).joined?.mode.mode).toBe('sfu');
});

test('nobody takes over what the policy, a hidden address or a third forbid', async () => {
  for (const [media, entering] of [
    ['sfu', {}],
    ['auto', { hideAddress: true }],
  ] as const) {
    room = newMeetingId();
    expect((await enter({ direct: [newId()], ...entering }, { media })).joined?.mode.mode).toBe('sfu');
  }
  room = newMeetingId();
  const expected = [1, 2].map((count) => ({
    id: newId(),
    name: `P${count}`,
    role: 'guest' as const,
    handRaisedAtMs: null,
  }));
  await t.worker.restore(room, 1, { expected });
  const cleo = await enter({ direct: [newId()] });
  expect(cleo.joined?.mode).toMatchObject({ mode: 'sfu', reason: 'more-than-two' });
  await t.worker.commandAcked({ name: 'close-room', meetingId: room, placement: 1, reason: 'meeting-ended' });
});

test('the times that people wait for', () => {
  expect(defaultModeTimes).toEqual({ firstPairMs: 2_000, returnMs: 10_000, aloneMs: 3_000, troubleMs: 300_000 });
});
