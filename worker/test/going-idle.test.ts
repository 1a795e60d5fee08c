import { runDurableObjectAlarm } from 'cloudflare:test';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { closeCodes } from '../contract/live-socket.ts';
import { helloWithinMs } from '../src/live/live-sockets.ts';
import { lobbyHeldMs, placeHeldMs } from '../src/live/seat.ts';
import { FakeBox, fleetStub } from './fake-box.ts';
import { call, env, eventually, migrate, nonce, refused } from './harness.ts';
import { LiveClient } from './live-client.ts';
import { Scene } from './scene.ts';

let box: FakeBox;
beforeAll(async () => {
  await migrate();
  box = await FakeBox.start('box-1');
});
afterEach(() => void vi.useRealTimers());

/** Lets time pass for everything that looks at the clock, and rings the meeting's alarm. The box keeps pinging. */
async function pass(scene: Scene, ms: number): Promise<boolean> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
  return runDurableObjectAlarm(env.LIVE_MEETINGS.get(env.LIVE_MEETINGS.idFromName(scene.id)));
}

describe('places kept for a join under way', () => {
  test('a token that nobody used frees its place after its expiry and skew, and the meeting goes idle', async () => {
    const scene = await Scene.open({ maxSeats: 1 });
    await scene.join();
    await pass(scene, placeHeldMs - 2_000);
    await refused('joinMeeting', 'meeting-full', scene.joining());
    expect((await scene.preview()).state).toBe('live');
    vi.useRealTimers();
    await pass(scene, placeHeldMs + 2_000);
    expect((await scene.preview()).state).toBe('idle');
    await box.link();
    expect((await scene.join()).placement).toBe(2);
  });

  test('while a token is out, an empty room does not make the meeting idle', async () => {
    const scene = await Scene.open();
    const ada = await scene.host();
    await box.joined(scene.id, 1, ada.participant.id);
    await scene.join();
    await box.left(scene.id, 1, ada.participant.id);
    await box.roomClosed(scene.id, 1);
    expect((await scene.preview()).state).toBe('live');
    await pass(scene, placeHeldMs + 1_000);
    expect((await scene.preview()).state).toBe('idle');
  });
});

test('when the box ends under people, their seats, the lock and the bans wait for them, for a while', async () => {
  const scene = await Scene.open();
  const ada = await scene.host();
  const bob = await scene.join();
  await box.joined(scene.id, 1, ada.participant.id, bob.participant.id);
  await call('lockMeeting', { params: scene.params, cookie: scene.cookie, body: { locked: true } });
  const atMs = Date.now();
  const left = (participantId: string) =>
    ({
      type: 'participant-left',
      meetingId: scene.id,
      placement: 1,
      participantId,
      atMs,
      reason: 'box-closing',
    }) as const;
  await box.events(left(ada.participant.id), left(bob.participant.id), {
    type: 'room-closed',
    meetingId: scene.id,
    placement: 1,
    atMs,
    reason: 'box-closing',
  });
  expect(await scene.preview()).toMatchObject({ state: 'live', locked: true, participantCount: 0 });
  const back = await scene.join({ shown: bob.seat });
  expect(back.participant.id).toBe(bob.participant.id);
  await pass(scene, placeHeldMs + 1_000);
  expect(await scene.preview()).toMatchObject({ state: 'idle', locked: false });
});

test('a guest learns where the box is only while the door is open', async () => {
  const scene = await Scene.open();
  const ada = await scene.host();
  const asHost = { params: scene.params, cookie: scene.cookie };
  expect((await scene.preview()).boxUrl).toBe(ada.box.url);
  for (const [name, body] of [
    ['setLobby', { lobby: true }],
    ['lockMeeting', { locked: true }],
  ] as const) {
    await call(name, { ...asHost, body } as never);
    expect((await scene.preview()).boxUrl).toBeNull();
    expect((await call('previewMeeting', asHost)).boxUrl).toBe(ada.box.url);
    await call(name, { ...asHost, body: name === 'setLobby' ? { lobby: false } : { locked: false } } as never);
  }
});

test('when the room closes empty, lock, bans, lobby choice and seats are forgotten: meetings recur', async () => {
  const scene = await Scene.open();
  const ada = await scene.host();
  const clientNonce = nonce();
  const bob = await scene.join({ clientNonce });
  await box.joined(scene.id, 1, ada.participant.id, bob.participant.id);
  const asHost = { params: scene.params, cookie: scene.cookie };
  await call('removeParticipant', { ...asHost, body: { participantId: bob.participant.id } });
  await call('lockMeeting', { ...asHost, body: { locked: true } });
  await call('setLobby', { ...asHost, body: { lobby: true } });
  await box.left(scene.id, 1, bob.participant.id, ada.participant.id);
  expect(await scene.preview()).toMatchObject({ state: 'live', participantCount: 0 });
  const back = await scene.join({ shown: ada.seat });
  expect(back.participant).toMatchObject({ id: ada.participant.id, role: 'host' });
  await box.joined(scene.id, 1, ada.participant.id);
  await box.left(scene.id, 1, ada.participant.id);
  await box.roomClosed(scene.id, 1);
  expect(await scene.preview()).toMatchObject({ state: 'idle', locked: false, lobby: false, boxUrl: null });
  const again = await scene.join({ clientNonce });
  expect(again.placement).toBe(2);
  expect(again.participant.id).not.toBe(bob.participant.id);
  await refused('joinMeeting', 'seat-unknown', scene.joining({ shown: ada.seat }));
});

test('the host sees when the meeting was last used', async () => {
  const scene = await Scene.open();
  await scene.join();
  await eventually(async () => {
    const { meetings } = await call('listMeetings', { cookie: scene.cookie });
    expect(meetings.find((meeting) => meeting.id === scene.id)?.lastLiveAtMs).toBeGreaterThan(0);
  });
});

test('who closes the page in the lobby disappears from it after a while, who waits stays', async () => {
  const scene = await Scene.open({ lobby: true });
  const bob = await scene.knock({ name: 'Bob' });
  const carol = await scene.knock({ name: 'Carol' });
  const [bobSocket, carolSocket] = [
    await LiveClient.hello(scene.id, bob.seat),
    await LiveClient.hello(scene.id, carol.seat),
  ];
  await bobSocket.is('waiting');
  await carolSocket.is('waiting');
  bobSocket.socket.close(1000, 'gone');
  await eventually(async () => {
    await pass(scene, lobbyHeldMs + 2_000);
    await refused('joinMeeting', 'seat-unknown', scene.joining({ shown: bob.seat }));
  });
  await scene.knock({ shown: carol.seat });
});

test('a socket without hello is closed after five seconds', async () => {
  const scene = await Scene.open({ lobby: true });
  const silent = await LiveClient.open(scene.id);
  await pass(scene, helloWithinMs + 100);
  expect((await silent.untilClosed()).code).toBe(closeCodes.badMessage);
});

test('nobody is in and the box is gone: placed anew with its lock and bans, and the old room is closed as moved', async () => {
  const first = await FakeBox.start('box-2', 'local', { capacity: 1000 });
  await box.load({ participants: 90, rooms: 1, cpu: 0.9 });
  const scene = await Scene.open();
  const before = await scene.join();
  expect(before.box.id).toBe('box-2');
  const mallory = await scene.join({ name: 'Mallory' });
  const asHost = { params: scene.params, cookie: scene.cookie };
  await call('removeParticipant', { ...asHost, body: { participantId: mallory.participant.id } });
  await call('lockMeeting', { ...asHost, body: { locked: true } });
  first.socket?.close(1000, 'lost');
  await eventually(async () => expect(await fleetStub().reachable('box-2')).toBe(false));
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_000 });
  const after = await scene.join({ shown: before.seat });
  expect(after).toMatchObject({ placement: 2, box: { id: 'box-1' } });
  const target = { meetingId: scene.id, placement: 2 };
  const ban = { participantIds: [mallory.participant.id], address: null };
  await eventually(() =>
    expect(box.commands().flatMap(({ command }) => (command.meetingId === scene.id ? [command] : []))).toEqual([
      { name: 'lock-room', ...target, locked: true },
      { name: 'remove-participant', ...target, ban },
    ]),
  );
  vi.useRealTimers();
  await first.link({ rooms: [{ meetingId: scene.id, placement: 1, participantIds: [] }] });
  await eventually(() => expect(first.commands().at(-1)?.command.name).toBe('close-room'));
  expect(first.commands().at(-1)?.command).toEqual({
    name: 'close-room',
    meetingId: scene.id,
    placement: 1,
    reason: 'moved',
  });
});

test('while somebody is in, a lost link moves nobody', async () => {
  const scene = await Scene.open();
  await box.link();
  const ada = await scene.host();
  const at = ada.box.id === box.id ? box : null;
  await at?.joined(scene.id, ada.placement, ada.participant.id);
  box.socket?.close(1000, 'deploy');
  await eventually(async () => expect(await fleetStub().reachable('box-1')).toBe(false));
  const bob = await scene.join();
  expect(bob).toMatchObject({ placement: ada.placement, box: ada.box });
});
