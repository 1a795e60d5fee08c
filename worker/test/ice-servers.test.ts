import { runInDurableObject } from 'cloudflare:test';
import { beforeAll, expect, test } from 'vitest';
import { FakeBox } from './fake-box.ts';
import { call, migrate, origin, refused, request } from './harness.ts';
import { Scene } from './scene.ts';
import { meetingStub } from './snapshot.ts';

let box: FakeBox;
beforeAll(async () => {
  await migrate();
  box = await FakeBox.start('box-1');
});

const turn = { TURN_URLS: 'turn:turn.parley.test, turns:turn.parley.test:443', TURN_SECRET: 'turn-secret' };
const asking = (scene: Scene, seat?: { id: string; secret: string }) => ({
  params: scene.params,
  body: {},
  ...(seat ? { seat } : {}),
});

test('whoever is in, or was let in, gets fresh credentials of their own', async () => {
  const scene = await Scene.open();
  const { seat, participant } = await scene.join();
  const ask = () => call('iceServers', { ...asking(scene, seat), env: turn });
  const [server] = (await ask()).iceServers;
  expect(server?.urls).toEqual(['turn:turn.parley.test', 'turns:turn.parley.test:443']);
  expect(server?.username).toMatch(new RegExp(`^\\d+:${participant.id}$`));
  expect(server?.credential).toBeTruthy();
  await box.joined(scene.id, 1, participant.id);
  expect((await ask()).iceServers).toHaveLength(1);
  expect((await call('iceServers', asking(scene, seat))).iceServers).toEqual([]);
});

test('nobody else does', async () => {
  const scene = await Scene.open({ lobby: true });
  const other = await Scene.open();
  const host = await scene.host();
  const waiting = await scene.knock();
  await refused('iceServers', 'seat-unknown', asking(scene));
  await refused('iceServers', 'seat-unknown', { ...asking(scene), cookie: scene.cookie });
  await refused('iceServers', 'seat-unknown', { ...asking(scene), headers: { authorization: 'Seat nonsense' } });
  await refused('iceServers', 'seat-unknown', asking(scene, { id: host.seat.id, secret: 'x'.repeat(43) }));
  await refused('iceServers', 'seat-unknown', asking(other, host.seat));
  await refused('iceServers', 'not-allowed', asking(scene, waiting.seat));
  const foreign = { ...asking(scene, host.seat), headers: { origin: 'https://evil.test' } };
  await refused('iceServers', 'origin-not-allowed', foreign);
  await refused('iceServers', 'meeting-not-found', { ...asking(scene, host.seat), params: { id: 'aaa-bbbb-ccc' } });
  await call('deleteMeeting', { params: other.params, cookie: other.cookie });
  await refused('iceServers', 'meeting-deleted', asking(other, host.seat));
});

test('who was removed, or denied, does not', async () => {
  const scene = await Scene.open({ lobby: true });
  await scene.host();
  const [mallory, eve] = [await scene.knock(), await scene.knock()];
  const answer = (seatId: string, verdict: 'admit' | 'deny') =>
    call('answerKnock', {
      params: scene.params,
      cookie: scene.cookie,
      body: { answer: verdict, seatIds: [seatId] },
    });
  await answer(eve.seat.id, 'deny');
  await refused('iceServers', 'not-allowed', asking(scene, eve.seat));
  await answer(mallory.seat.id, 'admit');
  await call('iceServers', asking(scene, mallory.seat));
  const body = { participantId: mallory.participant.id };
  await call('removeParticipant', { params: scene.params, cookie: scene.cookie, body });
  await refused('iceServers', 'not-allowed', asking(scene, mallory.seat));
});

test('seats, and network addresses, may ask so often a minute', async () => {
  const scene = await Scene.open();
  const [ada, bob] = [await scene.join(), await scene.join()];
  const from = (address: string) => ({ headers: { origin, 'cf-connecting-ip': address } });
  for (let i = 0; i < 20; i++) await call('iceServers', asking(scene, ada.seat));
  const limited = await request('iceServers', asking(scene, ada.seat));
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
  await call('iceServers', asking(scene, bob.seat));
  await runInDurableObject(meetingStub(scene.id) as DurableObjectStub, (instance) => {
    const object = instance as unknown as { env: object };
    object.env = { ...object.env, JOIN_RATE_PER_MINUTE: '3' };
  });
  const unknown = { id: 'unknown-seat', secret: 'x'.repeat(43) };
  for (let i = 0; i < 3; i++)
    await refused('iceServers', 'seat-unknown', { ...asking(scene, unknown), address: '192.0.2.31' });
  await refused('iceServers', 'rate-limited', { ...asking(scene, unknown), address: '192.0.2.31' });
  await call('iceServers', { ...asking(scene, bob.seat), ...from('192.0.2.32') });
});
