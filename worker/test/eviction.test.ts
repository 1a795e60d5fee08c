import { evictDurableObject } from 'cloudflare:test';
import { beforeAll, expect, test } from 'vitest';
import { FakeBox, fleetStub } from './fake-box.ts';
import { call, env, eventually, migrate, nonce, refused } from './harness.ts';
import { LiveClient } from './live-client.ts';
import { Scene } from './scene.ts';

let box: FakeBox;
beforeAll(async () => {
  await migrate();
  box = await FakeBox.start('box-1');
});

const evictMeeting = (scene: Scene) =>
  evictDurableObject(env.LIVE_MEETINGS.get(env.LIVE_MEETINGS.idFromName(scene.id)));

test('a live meeting that slept with sockets open has forgotten nothing', async () => {
  const scene = await Scene.open({ lobby: true });
  const host = await scene.host();
  const clientNonce = nonce();
  const removed = await scene.join({ cookie: scene.cookie, clientNonce });
  expect(removed.participant.role).toBe('host');
  const hostSocket = await LiveClient.hello(scene.id, host.seat);
  const bob = await scene.knock({ name: 'Bob' });
  const bobSocket = await LiveClient.hello(scene.id, bob.seat);
  await bobSocket.is('waiting');
  await box.joined(scene.id, 1, host.participant.id);

  await evictMeeting(scene);
  expect(await scene.preview()).toMatchObject({ state: 'live', participantCount: 1, lobby: true });
  await scene.knock({ name: 'Carol' });
  await hostSocket.until((message) => message.type === 'knocks' && message.knocks.length === 2);

  await evictMeeting(scene);
  const seatIds = [bob.seat.id];
  await call('answerKnock', { params: scene.params, seat: host.seat, body: { answer: 'admit', seatIds } });
  await bobSocket.is('admitted');
  await evictMeeting(scene);
  const admitted = await scene.join({ shown: bob.seat });
  await call('removeParticipant', {
    params: scene.params,
    seat: host.seat,
    body: { participantId: admitted.participant.id },
  });
  await call('lockMeeting', { params: scene.params, seat: host.seat, body: { locked: true } });
  await evictMeeting(scene);
  await refused('joinMeeting', 'removed', scene.joining({ shown: bob.seat }));
  await refused('joinMeeting', 'meeting-locked', scene.joining());
  expect((await scene.join({ shown: host.seat })).participant).toMatchObject({ id: host.participant.id, role: 'host' });

  hostSocket.socket.send('ping');
  hostSocket.send({ type: 'hello', seatId: host.seat.id, secret: host.seat.secret });
  expect((await hostSocket.untilClosed()).code).toBe(4400);
});

test('the fleet that slept with links open still knows boxes, placements and what they owe', async () => {
  const scene = await Scene.open();
  const ada = await scene.host();
  box.acks = false;
  await call('lockMeeting', { params: scene.params, cookie: scene.cookie, body: { locked: true } });
  await evictDurableObject(fleetStub());
  expect(await call('health')).toMatchObject({ ok: true, boxes: 1 });
  await box.joined(scene.id, 1, ada.participant.id);
  expect((await scene.preview()).participantCount).toBe(1);
  await call('lockMeeting', { params: scene.params, cookie: scene.cookie, body: { locked: false } });
  const mine = () => box.commands().filter(({ command }) => command.meetingId === scene.id);
  await eventually(() => expect(mine()).toHaveLength(2));
  await evictDurableObject(fleetStub());
  box.acks = true;
  await box.link({ rooms: [{ meetingId: scene.id, placement: 1, participantIds: [ada.participant.id] }] });
  await eventually(() => expect(mine()).toHaveLength(2));
  const known = expect.objectContaining({ meetingId: scene.id, locked: false });
  expect(box.received[0]).toMatchObject({ type: 'welcome', rooms: expect.arrayContaining([known]) });
});

test('an ended and a deleted meeting stay so', async () => {
  const ended = await Scene.open();
  await call('endMeeting', { params: ended.params, cookie: ended.cookie, body: {} });
  await evictMeeting(ended);
  await refused('joinMeeting', 'meeting-ended', ended.joining());
  const deleted = await Scene.open();
  await deleted.join();
  await call('deleteMeeting', { params: deleted.params, cookie: deleted.cookie });
  await evictMeeting(deleted);
  await refused('joinMeeting', 'meeting-deleted', deleted.joining());
});
