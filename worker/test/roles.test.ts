import { evictDurableObject } from 'cloudflare:test';
import { decodeJwt } from 'jose';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BodyOf } from '../contract/endpoints.ts';
import type { Admission } from '../contract/meetings.ts';
import { grant, type Role } from '../contract/roles.ts';
import { FakeBox, fleetStub } from './fake-box.ts';
import { call, eventually, migrate, refused } from './harness.ts';
import { LiveClient } from './live-client.ts';
import { hostCookie, Scene } from './scene.ts';
import { meetingStub } from './snapshot.ts';

beforeAll(migrate);

let box: FakeBox;
let scene: Scene;
let ada: Admission;
let bob: Admission;
beforeEach(async () => {
  box = await FakeBox.alone('box-1');
  scene = await Scene.open({ lobby: false });
  [ada, bob] = [await scene.host(), await scene.join({ name: 'Bob' })];
  await box.joined(scene.id, 1, ada.participant.id, bob.participant.id);
});

type By = { cookie?: string; seat?: Admission['seat'] };
const setRole = (participantId: string, role: Role, by: By = { cookie: scene.cookie }) =>
  call('setRole', { params: scene.params, ...by, body: { participantId, role } });
const setPermissions = (body: BodyOf<'setPermissions'>, by: By = { cookie: scene.cookie }) =>
  call('setPermissions', { params: scene.params, ...by, body });
const rights = () =>
  box
    .commands()
    .flatMap(({ command }) => (command.name === 'set-rights' && command.meetingId === scene.id ? [command] : []));
const claimsOf = (admission: Admission) => decodeJwt<{ rights: number; grants: string[]; role: Role }>(admission.token);

describe('roles', () => {
  test('a co-host is told to the box, keeps the role over a reload, and moderates until demoted', async () => {
    expect(claimsOf(bob).grants).not.toContain('moderate');
    await setRole(bob.participant.id, 'co-host');
    await eventually(() => expect(rights()).toHaveLength(1));
    expect(rights()[0]?.people.find(({ participantId }) => participantId === bob.participant.id)).toEqual({
      participantId: bob.participant.id,
      role: 'co-host',
      grants: grant.options,
    });
    await evictDurableObject(meetingStub(scene.id));
    const back = await scene.join({ shown: bob.seat, name: 'Bob' });
    expect(back.participant.role).toBe('co-host');
    expect(claimsOf(back)).toMatchObject({ role: 'co-host', rights: rights()[0]?.version, grants: grant.options });
    await call('lockMeeting', { params: scene.params, seat: bob.seat, body: { locked: true } });
    await setRole(bob.participant.id, 'guest');
    await refused('lockMeeting', 'not-allowed', { params: scene.params, seat: bob.seat, body: { locked: false } });
    const versions = rights().map(({ version }) => version);
    expect(versions[1]).toBeGreaterThan(versions[0] ?? 0);
  });

  test('hear of knocks and settings from then on, and not any more when they are demoted', async () => {
    await call('setLobby', { params: scene.params, cookie: scene.cookie, body: { lobby: true } });
    const socket = await LiveClient.hello(scene.id, bob.seat);
    await socket.is('admitted');
    await scene.knock({ name: 'Carol' });
    await setRole(bob.participant.id, 'co-host');
    await socket.until((message) => message.type === 'knocks' && message.knocks[0]?.name === 'Carol');
    await socket.is('settings');
    await setRole(bob.participant.id, 'guest');
    const heard = socket.received.length;
    await scene.knock({ name: 'Dave' });
    await call('lockMeeting', { params: scene.params, cookie: scene.cookie, body: { locked: true } });
    await socket.socket.send('ping');
    expect(socket.received).toHaveLength(heard);
  });

  test('handing over: the caller becomes co-host and stays so; the owner takes it back by their account', async () => {
    await setRole(bob.participant.id, 'host', { cookie: scene.cookie, seat: ada.seat });
    expect((await scene.join({ shown: bob.seat })).participant.role).toBe('host');
    expect((await scene.host({ shown: ada.seat })).participant.role).toBe('co-host');
    await refused('setRole', 'not-allowed', {
      params: scene.params,
      seat: ada.seat,
      body: { participantId: ada.participant.id, role: 'host' },
    });
    // The new host has no power over the owner.
    for (const [name, body] of [
      ['setRole', { participantId: ada.participant.id, role: 'guest' }],
      ['removeParticipant', { participantId: ada.participant.id }],
    ] as const)
      await refused(name, 'not-allowed', { params: scene.params, seat: bob.seat, body: body as never });
    await setRole(ada.participant.id, 'host', { cookie: scene.cookie, seat: ada.seat });
    await setRole(bob.participant.id, 'guest', { cookie: scene.cookie, seat: ada.seat });
    expect((await scene.host({ shown: ada.seat })).participant.role).toBe('host');
    expect((await scene.join({ shown: bob.seat })).participant.role).toBe('guest');
  });

  test('are kept on another box', async () => {
    await setRole(bob.participant.id, 'co-host');
    await box.roomClosed(scene.id, 1, 'failed');
    const back = await scene.join({ shown: bob.seat, name: 'Bob' });
    expect(back).toMatchObject({ placement: 2, participant: { role: 'co-host' } });
    await eventually(() => expect(box.restored(scene.id, 2).expected[1]).toMatchObject({ role: 'co-host' }));
  });

  test('are given by hosts only, to people who are let in only', async () => {
    const carol = await scene.join({ name: 'Carol' });
    await setRole(carol.participant.id, 'co-host');
    const { params } = scene;
    const body = { participantId: bob.participant.id, role: 'co-host' as const };
    await refused('setRole', 'not-allowed', { params, body, seat: carol.seat });
    await refused('setRole', 'not-allowed', { params, body, seat: bob.seat });
    await refused('setRole', 'not-signed-in', { params, body });
    await refused('setRole', 'not-allowed', { params, body, cookie: await hostCookie('bob@example.org') });
    await refused('setRole', 'origin-not-allowed', { params, body, cookie: scene.cookie, headers: { origin: 'null' } });
    await refused('setRole', 'bad-request', { params, body: { ...body, role: 'king' } as never, cookie: scene.cookie });
    await call('removeParticipant', { params, cookie: scene.cookie, body: { participantId: bob.participant.id } });
    await refused('setRole', 'participant-not-found', { params, body, cookie: scene.cookie });
    const unknown = { ...body, participantId: 'nobody-here' };
    await refused('setRole', 'participant-not-found', { params, body: unknown, cookie: scene.cookie });
    expect(rights()).toHaveLength(1);
  });
});

describe('what guests may do', () => {
  test('is changed for all of them at once, in the room and in tokens', async () => {
    const socket = await LiveClient.hello(scene.id, ada.seat);
    await setPermissions({ screen: false, chat: false });
    await socket.until((message) => message.type === 'settings' && !message.permissions.screen);
    await eventually(() => expect(rights()).toHaveLength(1));
    const granted = (who: Admission) =>
      rights()[0]?.people.find(({ participantId }) => participantId === who.participant.id)?.grants;
    expect(granted(ada)).toEqual(grant.options);
    for (const forbidden of ['send-screen', 'send-screen-audio', 'chat', 'moderate'])
      expect(granted(bob)).not.toContain(forbidden);
    const carol = await scene.join({ name: 'Carol' });
    expect(claimsOf(carol)).toMatchObject({ grants: granted(bob), rights: rights()[0]?.version });
    expect(claimsOf(await scene.host({ shown: ada.seat })).grants).toEqual(grant.options);
    await setPermissions({ chat: true });
    expect(claimsOf(await scene.join({ name: 'Dave' })).grants).toContain('chat');
    await setPermissions({ chat: true });
    expect(rights()).toHaveLength(2);
  });

  test('by co-hosts, too, but not by guests', async () => {
    await refused('setPermissions', 'not-allowed', { params: scene.params, seat: bob.seat, body: { mic: false } });
    await setRole(bob.participant.id, 'co-host');
    await setPermissions({ mic: false }, { seat: bob.seat });
    expect(claimsOf(await scene.join()).grants).not.toContain('send-mic');
  });

  test('is as the meeting says again when the setting changes, and the next time', async () => {
    await setPermissions({ mic: false });
    const permissions = { mic: true, camera: false, screen: true, chat: true };
    await call('changeMeeting', { params: scene.params, cookie: scene.cookie, body: { permissions } });
    const { grants } = claimsOf(await scene.join());
    expect(grants).toContain('send-mic');
    expect(grants).not.toContain('send-camera');
    await eventually(() => expect(rights()).toHaveLength(2));
    await setPermissions({ camera: true });
    await call('endMeeting', { params: scene.params, cookie: scene.cookie, body: {} });
    await scene.host();
    expect(claimsOf(await scene.join()).grants).not.toContain('send-camera');
  });
});

test('a box that was away is told the newest rights only', async () => {
  box.acks = false;
  await setRole(bob.participant.id, 'co-host');
  await setPermissions({ mic: false });
  await setRole(bob.participant.id, 'guest');
  await evictDurableObject(fleetStub());
  const newest = rights().at(-1)?.version;
  await box.link({ rooms: [{ meetingId: scene.id, placement: 1, participantIds: [ada.participant.id] }] });
  await eventually(() => expect(rights().map(({ version }) => version)).toEqual([newest]));
});
