import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { closeCodes } from '../contract/live-socket.ts';
import { allPermitted } from '../contract/roles.ts';
import { knockAgainAfterMs, maxDenials } from '../src/live/seat.ts';
import { FakeBox } from './fake-box.ts';
import { call, eventually, expectRefusal, migrate, nonce, origin, refused, send } from './harness.ts';
import { LiveClient } from './live-client.ts';
import { Scene } from './scene.ts';

let box: FakeBox;
beforeAll(async () => {
  await migrate();
  box = await FakeBox.start('box-1');
});

afterEach(() => {
  vi.useRealTimers();
});

const passMs = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });

async function knocking(settings: { maxSeats?: number } = {}) {
  const scene = await Scene.open({ lobby: true, ...settings });
  const host = await scene.host();
  const hostSocket = await LiveClient.hello(scene.id, host.seat);
  await hostSocket.is('settings');
  const bob = await scene.knock({ name: 'Bob' });
  const bobSocket = await LiveClient.hello(scene.id, bob.seat);
  await bobSocket.is('waiting');
  return { scene, host, hostSocket, bob, bobSocket };
}

const knocks = (client: LiveClient) => {
  const last = client.received.findLast((message) => message.type === 'knocks');
  return last?.type === 'knocks' ? last.knocks.map((knock) => knock.name) : null;
};

const answer = (scene: Scene, body: { answer: 'admit' | 'deny'; seatIds?: string[] }) =>
  call('answerKnock', { params: scene.params, cookie: scene.cookie, body });

describe('the lobby', () => {
  test('hosts hear who knocks; admitted guests are told to ask again and get in', async () => {
    const { scene, hostSocket, bob, bobSocket } = await knocking();
    await eventually(() => expect(knocks(hostSocket)).toEqual(['Bob']));
    expect(hostSocket.received).toContainEqual({
      type: 'settings',
      locked: false,
      lobby: true,
      permissions: allPermitted,
    });
    await answer(scene, { answer: 'admit', seatIds: [bob.seat.id] });
    await bobSocket.is('admitted');
    await eventually(() => expect(knocks(hostSocket)).toEqual([]));
    const admitted = await scene.join({ shown: bob.seat });
    expect(admitted.participant.id).toBe(bob.participant.id);
  });

  test('who is not admitted gets no token however often they ask', async () => {
    const { scene, bob } = await knocking();
    expect((await scene.knock({ shown: bob.seat })).seat).toEqual(bob.seat);
  });

  test('denied guests are told, and stay out', async () => {
    const { scene, bob, bobSocket } = await knocking();
    await answer(scene, { answer: 'deny', seatIds: [bob.seat.id] });
    expect(await bobSocket.is('refused')).toEqual({ type: 'refused', code: 'denied' });
    expect((await bobSocket.untilClosed()).code).toBe(closeCodes.refused);
    await refused('joinMeeting', 'denied', scene.joining({ shown: bob.seat }));
    const retry = await LiveClient.hello(scene.id, bob.seat);
    expect(await retry.is('refused')).toEqual({ type: 'refused', code: 'denied' });
  });

  test('a denied guest may knock again after a pause, with the same seat and nonce, as one who comes anew', async () => {
    const { scene, hostSocket } = await knocking();
    const clientNonce = nonce();
    const eve = await scene.knock({ name: 'Eve', clientNonce });
    await answer(scene, { answer: 'deny', seatIds: [eve.seat.id] });
    const again = { name: 'Eve', shown: eve.seat, clientNonce };
    const { retryAfterSeconds } = await refused('joinMeeting', 'denied', scene.joining(again));
    expect(retryAfterSeconds).toBe(knockAgainAfterMs / 1000);
    await scene.knock({ name: 'Carol' });
    passMs(knockAgainAfterMs);
    for (const same of [again, again, { name: 'Eve', clientNonce }]) {
      const { seat, participant } = await scene.knock(same);
      expect({ seat, id: participant.id }).toEqual({ seat: eve.seat, id: eve.participant.id });
    }
    await eventually(() => expect(knocks(hostSocket)).toEqual(['Bob', 'Carol', 'Eve']));
    await (await LiveClient.hello(scene.id, eve.seat)).is('waiting');
    await answer(scene, { answer: 'admit', seatIds: [eve.seat.id] });
    await box.link();
    await scene.join(again);
  });

  test('whoever was denied three times stays out', async () => {
    const { scene, bob } = await knocking();
    for (let denials = 1; denials <= maxDenials; denials++) {
      await answer(scene, { answer: 'deny', seatIds: [bob.seat.id] });
      passMs(knockAgainAfterMs);
      if (denials < maxDenials) await scene.knock({ shown: bob.seat });
    }
    const error = await refused('joinMeeting', 'denied', scene.joining({ shown: bob.seat }));
    expect(error.retryAfterSeconds).toBeUndefined();
  });

  const open = {
    'the lobby chosen off': (scene: Scene) =>
      call('setLobby', { params: scene.params, cookie: scene.cookie, body: { lobby: false } }),
    'the meeting’s own lobby off': (scene: Scene) =>
      call('changeMeeting', { params: scene.params, cookie: scene.cookie, body: { lobby: false } }),
  };
  const lock = (scene: Scene, locked: boolean) =>
    call('lockMeeting', { params: scene.params, cookie: scene.cookie, body: { locked } });

  test.each(Object.entries(open))('while locked, %s lets nobody in before the unlocking', async (_, lobbyOff) => {
    const { scene, hostSocket, bob, bobSocket } = await knocking();
    await lock(scene, true);
    await lobbyOff(scene);
    await scene.knock({ shown: bob.seat });
    expect(knocks(hostSocket)).toEqual(['Bob']);
    expect(bobSocket.received).toEqual([{ type: 'waiting', reason: 'lobby' }]);
    await lock(scene, true);
    expect(bobSocket.received).toEqual([{ type: 'waiting', reason: 'lobby' }]);
    await lock(scene, false);
    await bobSocket.is('admitted');
    await scene.join({ shown: bob.seat });
  });

  test('unlocking with the lobby on lets nobody in', async () => {
    const { scene, bob, bobSocket } = await knocking();
    await lock(scene, true);
    await lock(scene, false);
    await scene.knock({ shown: bob.seat });
    expect(bobSocket.received).toEqual([{ type: 'waiting', reason: 'lobby' }]);
  });

  test('a host may admit someone who waits while it is locked', async () => {
    const { scene, bob, bobSocket } = await knocking();
    await lock(scene, true);
    await answer(scene, { answer: 'admit', seatIds: [bob.seat.id] });
    await bobSocket.is('admitted');
    await scene.join({ shown: bob.seat });
  });

  test('admitting all, and turning the lobby off, admit everyone who waits', async () => {
    const { scene, bobSocket, hostSocket } = await knocking();
    await answer(scene, { answer: 'admit' });
    await bobSocket.is('admitted');
    const carol = await scene.knock({ name: 'Carol' });
    const carolSocket = await LiveClient.hello(scene.id, carol.seat);
    await carolSocket.is('waiting');
    await call('setLobby', { params: scene.params, cookie: scene.cookie, body: { lobby: false } });
    await carolSocket.is('admitted');
    expect(hostSocket.received).toContainEqual({
      type: 'settings',
      locked: false,
      lobby: false,
      permissions: allPermitted,
    });
    await scene.join({ shown: carol.seat });
    await scene.join();
  });

  test('admission keeps a place; without one, the guest is told that the meeting is full', async () => {
    const { scene, bob } = await knocking({ maxSeats: 2 });
    const carol = await scene.knock({ name: 'Carol' });
    await answer(scene, { answer: 'admit' });
    await refused('joinMeeting', 'meeting-full', scene.joining({ cookie: scene.cookie }));
    await scene.join({ shown: bob.seat });
    await refused('joinMeeting', 'meeting-full', scene.joining({ shown: carol.seat }));
  });

  test('leaving the lobby gives the seat up', async () => {
    const { scene, hostSocket, bob, bobSocket } = await knocking();
    bobSocket.send({ type: 'leave' });
    expect((await bobSocket.untilClosed()).code).toBe(1000);
    await eventually(() => expect(knocks(hostSocket)).toEqual([]));
    await refused('joinMeeting', 'seat-unknown', scene.joining({ shown: bob.seat }));
  });

  test('it outlives the host: a host who reloads finds the same knocks', async () => {
    const { scene, host, hostSocket } = await knocking();
    hostSocket.socket.close(1000, 'reload');
    const reloaded = await scene.join({ shown: host.seat });
    expect(reloaded.participant.role).toBe('host');
    const socket = await LiveClient.hello(scene.id, reloaded.seat);
    await socket.is('knocks');
    expect(knocks(socket)).toEqual(['Bob']);
  });

  test('ending and deleting send away who waits', async () => {
    const first = await knocking();
    await call('endMeeting', { params: first.scene.params, cookie: first.scene.cookie, body: {} });
    expect(await first.bobSocket.is('refused')).toEqual({ type: 'refused', code: 'meeting-ended' });
    expect((await first.bobSocket.untilClosed()).code).toBe(closeCodes.ended);
    const second = await knocking();
    await call('deleteMeeting', { params: second.scene.params, cookie: second.scene.cookie });
    expect(await second.bobSocket.is('refused')).toEqual({ type: 'refused', code: 'meeting-deleted' });
  });

  test('removing someone who waits tells them', async () => {
    const { scene, bob, bobSocket } = await knocking();
    const body = { participantId: bob.participant.id };
    await call('removeParticipant', { params: scene.params, cookie: scene.cookie, body });
    expect(await bobSocket.is('refused')).toEqual({ type: 'refused', code: 'removed' });
  });

  test('changing the meeting’s own setting counts while it is live', async () => {
    const { scene, bobSocket } = await knocking();
    await call('changeMeeting', { params: scene.params, cookie: scene.cookie, body: { lobby: false } });
    await bobSocket.is('admitted');
  });

  test('a lobby can be turned on in a live meeting; who is in stays in', async () => {
    const scene = await Scene.open();
    const bob = await scene.join();
    await call('setLobby', { params: scene.params, cookie: scene.cookie, body: { lobby: true } });
    await scene.knock();
    await scene.join({ shown: bob.seat });
  });
});

describe('the live socket', () => {
  const malformed: [string, unknown][] = [
    ['no JSON', 'hello'],
    ['unknown type', { type: 'admit-me' }],
    ['extra field', { type: 'hello', seatId: 'x'.repeat(10), secret: 'x'.repeat(30), role: 'host' }],
    ['leave before hello', { type: 'leave' }],
    ['too large', `{"type":"hello","pad":"${'x'.repeat(5000)}"}`],
  ];

  test.each(malformed)('%s closes with 4400', async (_, message) => {
    const scene = await Scene.open({ lobby: true });
    const client = await LiveClient.open(scene.id);
    client.send(message);
    expect((await client.untilClosed()).code).toBe(closeCodes.badMessage);
  });

  test('a lobby visitor can do exactly two things: wait and leave', async () => {
    const { scene, bob, bobSocket } = await knocking();
    bobSocket.send({ type: 'hello', seatId: bob.seat.id, secret: bob.seat.secret });
    expect((await bobSocket.untilClosed()).code).toBe(closeCodes.badMessage);
    for (const name of ['endMeeting', 'lockMeeting', 'setLobby', 'answerKnock'] as const) {
      const bodies = {
        endMeeting: {},
        lockMeeting: { locked: true },
        setLobby: { lobby: false },
        answerKnock: { answer: 'admit' },
      };
      await refused(name, 'not-allowed', { params: scene.params, seat: bob.seat, body: bodies[name] as never });
    }
  });

  test('a wrong secret and an unknown seat get the same answer', async () => {
    const { scene, bob } = await knocking();
    for (const seat of [
      { id: bob.seat.id, secret: 'z'.repeat(43) },
      { id: 'nobody-here', secret: 'z'.repeat(43) },
    ]) {
      const client = await LiveClient.hello(scene.id, seat);
      expect(await client.is('refused')).toEqual({ type: 'refused', code: 'seat-unknown' });
      expect((await client.untilClosed()).code).toBe(closeCodes.notAllowed);
    }
  });

  test('a newer socket of a seat replaces the older', async () => {
    const { scene, bob, bobSocket } = await knocking();
    const newer = await LiveClient.hello(scene.id, bob.seat);
    await newer.is('waiting');
    expect((await bobSocket.untilClosed()).code).toBe(closeCodes.replaced);
  });

  test('guests hear nothing of knocks', async () => {
    const { scene } = await knocking();
    const guest = await scene.knock({ name: 'Carol' });
    const client = await LiveClient.hello(scene.id, guest.seat);
    await client.is('waiting');
    await scene.knock({ name: 'Dave', clientNonce: nonce() });
    expect(client.received).toEqual([{ type: 'waiting', reason: 'lobby' }]);
  });

  test('refused before it opens: no upgrade, foreign origin, no such meeting, malformed id', async () => {
    const scene = await Scene.open();
    const path = `/api/meetings/${scene.id}/live`;
    const upgrade = { upgrade: 'websocket' };
    await expectRefusal(await send(path, { headers: { origin } }), 'upgrade-required');
    await expectRefusal(await send(path, { headers: upgrade }), 'origin-not-allowed');
    await expectRefusal(
      await send(path, { headers: { ...upgrade, origin: 'https://evil.test' } }),
      'origin-not-allowed',
    );
    const at = (id: string) => send(`/api/meetings/${id}/live`, { headers: { ...upgrade, origin } });
    await expectRefusal(await at('aaa-aaaa-aaa'), 'meeting-not-found');
    await expectRefusal(await at('nonsense'), 'bad-request');
    await call('deleteMeeting', { params: scene.params, cookie: scene.cookie });
    await expectRefusal(await at(scene.id), 'meeting-deleted');
  });
});
