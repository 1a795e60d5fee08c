import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { defaultModeTimes } from '../src/room/mode.ts';
import { BoxUnderTest, newId, newMeetingId } from './support/box-under-test.ts';
import type { TestClient } from './support/test-client.ts';
import { until } from './support/until.ts';

const offer = readFileSync(new URL('support/chromium-offer.sdp', import.meta.url), 'utf8');
const link = 'link-of-anna';
const description = { type: 'offer' as const, sdp: offer, sources: [{ mid: '0', source: 'mic' as const }] };
const candidate = { candidate: '', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null };

let t: BoxUnderTest;
beforeAll(async () => {
  t = await BoxUnderTest.start({ limits: { modeTimes: { ...defaultModeTimes, firstPairMs: 20 } } });
});
afterEach(() => t.expectNothingLeft());
afterAll(() => t.stop());

/** Two people who talk directly. */
async function pair({ hideAddress = false, media = 'auto' } = {}): Promise<[TestClient, TestClient]> {
  const room = newMeetingId();
  const two: [TestClient, TestClient] = [await t.join({ room, media }, { hideAddress }), await t.join({ room, media })];
  for (const client of two) await client.wants('p2p');
  return two;
}
const signalTo = ({ mode }: TestClient, to: string) => ({ epoch: mode.epoch, to, link });

test('a signal reaches the one it is for, with the sender’s name from the socket', async () => {
  const [anna, ben] = await pair();
  await anna.request('signal', { ...signalTo(anna, ben.id), description });
  await anna.request('signal', { ...signalTo(anna, ben.id), candidates: [candidate] });
  await until(() => ben.all('signal').length === 2);
  const about = { epoch: anna.mode.epoch, from: anna.id, link };
  expect(ben.all('signal')).toEqual([
    { ...about, description },
    { ...about, candidates: [candidate] },
  ]);
  expect(anna.all('signal')).toEqual([]);
});

test('a forged receiver, sender or epoch is refused', async () => {
  const [anna, ben] = await pair();
  const stranger = await t.join({ room: newMeetingId() });
  for (const to of [stranger.id, newId(), anna.id]) {
    expect(await anna.codeOf('signal', signalTo(anna, to))).toBe('participant-not-found');
  }
  const forged = { ...signalTo(anna, ben.id), from: stranger.id };
  expect(await anna.send('signal', { id: newId(), data: forged })).toMatchObject({
    error: { code: 'request-invalid' },
  });
  const old = { ...signalTo(anna, ben.id), epoch: { placement: 1, change: 0 } };
  expect(await anna.codeOf('signal', old)).toBe('stale-epoch');
  expect([...ben.all('signal'), ...stranger.all('signal')]).toEqual([]);
});

test('nothing is negotiated while the room is on the box', async () => {
  const [anna, ben] = [await t.join(), await t.join()];
  expect(await anna.codeOf('signal', signalTo(anna, ben.id))).toBe('wrong-mode');
  expect(ben.all('signal')).toEqual([]);
});

test('from someone who hides their address only relays pass', async () => {
  const [anna, ben] = await pair({ hideAddress: true, media: 'p2p' });
  const host = { ...candidate, candidate: 'candidate:1 1 udp 2122194687 192.0.2.2 45045 typ host' };
  const relay = {
    ...candidate,
    candidate: 'candidate:8 1 udp 41885439 203.0.113.9 50000 typ relay raddr 192.0.2.2 rport 5',
  };
  await anna.request('signal', { ...signalTo(anna, ben.id), candidates: [host] });
  await anna.request('signal', { ...signalTo(anna, ben.id), description, candidates: [host, relay] });
  await ben.hears('signal');
  expect(ben.all('signal')).toHaveLength(1);
  expect(JSON.stringify(ben.all('signal'))).not.toMatch(/192\.0\.2\.2|fd00::2/);
  expect(ben.all('signal')[0]?.candidates).toHaveLength(1);
  // The other one hides nothing.
  await ben.request('signal', { ...signalTo(ben, anna.id), candidates: [host] });
  expect((await anna.hears('signal')).candidates).toEqual([host]);
});

test('a description that is too large is refused; one of a megabyte ends the sender’s connection only', async () => {
  const [anna, ben] = await pair();
  const large = { ...description, sdp: 'x'.repeat(40_000) };
  expect(await anna.codeOf('signal', { ...signalTo(anna, ben.id), description: large })).toBe('request-invalid');
  const huge = { ...signalTo(anna, ben.id), description: { ...description, sdp: 'x'.repeat(1_000_000) } };
  anna.socket.emit('signal', { id: newId(), data: huge }, () => {});
  await until(() => anna.socket.disconnected);
  await ben.hears('participantChanged', ({ participant }) => participant.suspended);
  expect([ben.socket.connected, ben.all('signal')]).toEqual([true, []]);
  await anna.resume();
});

test('a flood of candidates is refused, and the other one gets no more than may be sent', async () => {
  const [anna, ben] = await pair();
  const flood = Array.from({ length: 90 }, () =>
    anna.codeOf('signal', { ...signalTo(anna, ben.id), candidates: [candidate] }),
  );
  const codes = await Promise.all(flood);
  const passed = codes.filter((code) => code === 'ok').length;
  expect(passed).toBeGreaterThanOrEqual(60);
  expect(passed).toBeLessThan(75);
  expect(codes.filter((code) => code === 'too-many-requests')).toHaveLength(90 - passed);
  await until(() => ben.all('signal').length === passed);
  expect(await ben.codeOf('ping', {})).toBe('ok');
  expect([anna.all('left'), ben.all('left')]).toEqual([[], []]);
});
