import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { protocolVersion } from '../contract/version.ts';
import { BoxUnderTest, newId } from './support/box-under-test.ts';

let t: BoxUnderTest;
beforeAll(async () => {
  t = await BoxUnderTest.start();
  await t.linked();
});
afterEach(() => t.expectNothingLeft());
afterAll(() => t.stop());

const resume = (participantId: string, secret: string) => ({
  type: 'resume',
  protocol: protocolVersion,
  participantId,
  secret,
});

test('a lost socket suspends; the resume secret brings the same peer back with what it missed', async () => {
  const [anna, ben] = [await t.join({ name: 'Anna' }), await t.join({ name: 'Ben' })];
  await anna.produce('mic');
  await anna.cut();
  await ben.hears('participantChanged', ({ participant }) => participant.id === anna.id && participant.suspended);
  const cleo = await t.join({ name: 'Cleo' });
  await ben.produce('camera');
  const { resumed, resumeSecret } = await anna.resume();
  expect(resumed?.mediaEpoch).toEqual(anna.epoch);
  expect(resumed?.participants.map(({ name, suspended }) => [name, suspended])).toEqual([
    ['Anna', false],
    ['Ben', false],
    ['Cleo', false],
  ]);
  expect(resumed?.participants[0]?.sending).toEqual([{ source: 'mic', muted: false }]);
  expect(resumed?.consumers.map(({ source, participantId }) => [source, participantId])).toEqual([['camera', ben.id]]);
  expect(resumeSecret).not.toBe(anna.all('connected')[0]?.resumeSecret);
  await ben.hears('participantChanged', ({ participant }) => participant.id === anna.id && !participant.suspended);
  expect(anna.all('left')).toEqual([]);
  expect(cleo.joined?.participants).toHaveLength(3);
  // The peer was kept: its transports too.
  expect(await anna.codeOf('closeProducer', { epoch: anna.epoch, source: 'mic' })).toBe('ok');
});

test('a secret used twice works until the next one is used', async () => {
  const anna = await t.join();
  const first = anna.connected.resumeSecret;
  await anna.cut();
  const second = (await anna.resume(first)).resumeSecret;
  await anna.cut();
  const third = (await anna.resume(first)).resumeSecret;
  await anna.cut();
  expect(new Set([first, second, third]).size).toBe(3);
  await anna.resume(third);
});

test('an old secret revokes the others: whoever kept a copy gets nobody’s place', async () => {
  const anna = await t.join();
  const first = anna.connected.resumeSecret;
  await anna.cut();
  const second = (await anna.resume(first)).resumeSecret;
  await anna.cut();
  const third = (await anna.resume(second)).resumeSecret;
  await anna.cut();
  expect(await t.client().refused(resume(anna.id, first))).toBe('resume-refused');
  expect(await t.client().refused(resume(anna.id, third))).toBe('resume-refused');
  // The Worker's word still counts.
  await t.join({ sub: anna.id });
});

test('a resume from a second socket takes the peer from the first', async () => {
  const anna = await t.join();
  const other = t.client();
  await other.connect(resume(anna.id, anna.connected.resumeSecret));
  await anna.hears('left', ({ reason }) => reason === 'replaced');
  expect(other.connected.resumed?.participants).toHaveLength(1);
  other.joined = anna.joined;
  await other.leave();
});

test('a guess, an unknown participant and a secret of another peer are refused', async () => {
  const [anna, ben] = [await t.join(), await t.join()];
  expect(await t.client().refused(resume(anna.id, 'x'.repeat(43)))).toBe('resume-refused');
  expect(await t.client().refused(resume(newId(), anna.connected.resumeSecret))).toBe('resume-refused');
  expect(await t.client().refused(resume(anna.id, ben.connected.resumeSecret))).toBe('resume-refused');
  expect(anna.all('left')).toEqual([]);
});

test('a ban is checked at resume', async () => {
  const [anna, ben] = [await t.join(), await t.join()];
  await anna.cut();
  const ban = { participantIds: [anna.id], address: null };
  await t.worker.commandAcked({ name: 'remove-participant', meetingId: t.meetingId, placement: 1, ban });
  await ben.hears('participantLeft', ({ participantId, reason }) => participantId === anna.id && reason === 'removed');
  expect(await t.client().refused(resume(anna.id, anna.connected.resumeSecret))).toBe('removed');
});

test('an address ban is checked at resume, and spends no secret', async () => {
  const anna = await t.join();
  const ban = { participantIds: [], address: '203.0.113.5' };
  await t.worker.commandAcked({ name: 'remove-participant', meetingId: t.meetingId, placement: 1, ban });
  await anna.cut();
  const headers = { 'x-forwarded-for': '203.0.113.5' };
  expect(await t.client().refused(resume(anna.id, anna.connected.resumeSecret), { headers })).toBe('removed');
  // Who only guesses does not learn of it.
  expect(await t.client().refused(resume(anna.id, 'x'.repeat(43)), { headers })).toBe('resume-refused');
  await anna.resume();
});

test('after the grace the peer is gone as `connection-lost`', async () => {
  const own = await BoxUnderTest.start({
    limits: { times: { joinDeadlineMs: 5_000, resumeGraceMs: 80, unreachableGraceMs: 80, emptyGraceMs: 20 } },
  });
  const [anna, ben] = [await own.join(), await own.join()];
  await anna.produce('mic');
  await anna.cut();
  await ben.hears(
    'participantLeft',
    ({ participantId, reason }) => participantId === anna.id && reason === 'connection-lost',
  );
  await ben.hears('consumerClosed');
  expect(await own.client().refused(resume(anna.id, anna.connected.resumeSecret))).toBe('resume-refused');
  await own.expectNothingLeft();
  await own.stop();
});

test('a peer that had not joined resumes, and then joins', async () => {
  const client = await t.connect();
  const secret = client.connected.resumeSecret;
  await client.cut();
  const id = t.lines.filter(({ event }) => event === 'peer-connected').at(-1)?.fields.participantId;
  expect((await client.connect(resume(String(id), secret))).resumed).toBe(null);
  await client.join();
});
