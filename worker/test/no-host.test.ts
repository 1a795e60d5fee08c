import { evictDurableObject } from 'cloudflare:test';
import { beforeAll, describe, expect, test } from 'vitest';
import { FakeBox } from './fake-box.ts';
import { call, eventually, migrate } from './harness.ts';
import { LiveClient } from './live-client.ts';
import { Scene } from './scene.ts';
import { meetingStub } from './snapshot.ts';

let box: FakeBox;
beforeAll(async () => {
  await migrate();
  box = await FakeBox.start('box-1');
});

const waitingFor = (client: LiveClient) => {
  const last = client.last();
  return last?.type === 'waiting' ? last.reason : (last?.type ?? null);
};

async function waitingForHost(settings: { lobby?: boolean } = {}) {
  const scene = await Scene.open({ beginsWithoutHost: false, ...settings });
  const bob = await scene.knock();
  expect(bob.reason).toBe('no-host');
  const socket = await LiveClient.hello(scene.id, bob.seat);
  expect(await socket.is('waiting')).toEqual({ type: 'waiting', reason: 'no-host' });
  return { scene, bob, socket };
}

describe('a meeting that does not begin without a host', () => {
  test('lets guests in as soon as a host comes', async () => {
    const { scene, bob, socket } = await waitingForHost();
    expect(await scene.preview()).toMatchObject({ state: 'idle', beginsWithoutHost: false, boxUrl: null });
    await evictDurableObject(meetingStub(scene.id));
    await scene.host();
    await socket.is('admitted');
    expect((await scene.join({ shown: bob.seat })).participant.id).toBe(bob.participant.id);
    await scene.join({ name: 'Carol' });
    expect((await scene.preview()).boxUrl).toBe(box.url);
  });

  test('with a lobby: they wait on, now for being let in', async () => {
    const { scene, bob, socket } = await waitingForHost({ lobby: true });
    const ada = await scene.host();
    await eventually(() => expect(waitingFor(socket)).toBe('lobby'));
    expect((await scene.knock({ shown: bob.seat })).reason).toBe('lobby');
    await call('answerKnock', { params: scene.params, seat: ada.seat, body: { answer: 'admit' } });
    await socket.is('admitted');
  });

  test('goes on without one, but newcomers wait until there is one again', async () => {
    const { scene, bob } = await waitingForHost();
    const ada = await scene.host();
    const inside = await scene.join({ shown: bob.seat });
    await box.joined(scene.id, 1, ada.participant.id, inside.participant.id);
    await box.left(scene.id, 1, ada.participant.id);
    await scene.join({ shown: bob.seat });
    const carol = await scene.knock({ name: 'Carol' });
    expect(carol.reason).toBe('no-host');
    const socket = await LiveClient.hello(scene.id, carol.seat);
    await socket.is('waiting');
    await box.joined(scene.id, 1, ada.participant.id);
    await socket.is('admitted');
  });

  test('begins with a co-host, too, and with the setting turned off', async () => {
    const { scene, socket } = await waitingForHost();
    const change = (beginsWithoutHost: boolean) =>
      call('changeMeeting', { params: scene.params, cookie: scene.cookie, body: { beginsWithoutHost } });
    await change(true);
    await socket.is('admitted');
    const [ada, carol] = [await scene.host(), await scene.join({ name: 'Carol' })];
    const body = { participantId: carol.participant.id, role: 'co-host' as const };
    await call('setRole', { params: scene.params, cookie: scene.cookie, body });
    await box.joined(scene.id, 1, ada.participant.id, carol.participant.id);
    await box.left(scene.id, 1, ada.participant.id);
    await change(false);
    await scene.join({ name: 'Dave' });
    await box.left(scene.id, 1, carol.participant.id);
    expect((await scene.knock({ name: 'Eve' })).reason).toBe('no-host');
  });

  test('a host who turns the lobby off from outside does not make it begin', async () => {
    const { scene, socket } = await waitingForHost({ lobby: true });
    await call('setLobby', { params: scene.params, cookie: scene.cookie, body: { lobby: false } });
    expect(waitingFor(socket)).toBe('no-host');
    await scene.host();
    await socket.is('admitted');
  });
});
