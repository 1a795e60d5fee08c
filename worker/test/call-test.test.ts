import { decodeJwt } from 'jose';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { JoinTokenClaims } from '../contract/join-token.ts';
import { FakeBox, fleetStub } from './fake-box.ts';
import { call, migrate, refused } from './harness.ts';
import { Scene } from './scene.ts';
import { snapshot } from './snapshot.ts';

beforeAll(migrate);

let box: FakeBox;
let scene: Scene;
let askers = 0;
beforeEach(async () => {
  box = await FakeBox.alone('box-1');
  scene = await Scene.open();
  askers++;
});

const asking = () => ({ params: scene.params, body: {}, address: `203.0.113.${askers}` });
const claimsOf = (token: string) => decodeJwt<JoinTokenClaims>(token);

describe('a call test', () => {
  test('gets a room of its own, that no meeting has, and nothing is placed', async () => {
    const before = await snapshot(scene.id);
    const one = await call('callTest', asking());
    const other = await call('callTest', asking());
    expect((await snapshot(scene.id)).fleet).toEqual(before.fleet);
    expect(one.box).toEqual({ id: 'box-1', url: box.url });
    const claims = claimsOf(one.token);
    expect(claims).toMatchObject({
      ...{ aud: 'box-1', placement: 1, role: 'guest', media: 'sfu', rights: 0 },
      grants: ['receive', 'send-mic', 'send-camera'],
    });
    expect(claims.until).toBe(claims.iat + 120);
    const rooms = [claims.room, claimsOf(other.token).room, scene.id];
    expect(new Set(rooms).size).toBe(3);
    await refused('previewMeeting', 'meeting-not-found', { params: { id: claims.room } });
    expect((await scene.preview()).state).toBe('idle');
  });

  test('is on the box of the live meeting, unless that drains or they may not know', async () => {
    await scene.join();
    const second = await FakeBox.start('box-2');
    await box.load({ participants: 50, rooms: 1, cpu: 0.9 });
    const where = async () => (await call('callTest', asking())).box.id;
    expect(await where()).toBe('box-1');
    await call('lockMeeting', { params: scene.params, cookie: scene.cookie, body: { locked: true } });
    expect(await where()).toBe('box-2');
    await call('lockMeeting', { params: scene.params, cookie: scene.cookie, body: { locked: false } });
    await box.load({ participants: 50, rooms: 1, cpu: 0.9 }, ['media-workers-down']);
    expect(await where()).toBe('box-2');
    await second.unlink();
    await refused('callTest', 'no-box', asking());
  });

  test('may try the relay for two minutes, if nothing would keep them out', async () => {
    const turn = { TURN_URLS: 'turn:turn.parley.test', TURN_SECRET: 'turn-secret' };
    const servers = async (cookie?: string) => {
      askers++;
      return (await call('callTest', { ...asking(), ...(cookie ? { cookie } : {}), env: turn })).iceServers;
    };
    const beforeSeconds = Math.floor(Date.now() / 1000);
    const [server] = await servers();
    const expiresAt = Number(server?.username?.split(':')[0]);
    expect(expiresAt).toBeGreaterThanOrEqual(beforeSeconds + 120);
    expect(expiresAt).toBeLessThanOrEqual(Math.floor(Date.now() / 1000) + 120);
    const ways: [string, () => Promise<unknown>][] = [
      ['lobby', () => call('setLobby', { params: scene.params, cookie: scene.cookie, body: { lobby: true } })],
      ['lock', () => call('lockMeeting', { params: scene.params, cookie: scene.cookie, body: { locked: true } })],
      [
        'passcode',
        () => call('changeMeeting', { params: scene.params, cookie: scene.cookie, body: { passcode: 'Euler-2718' } }),
      ],
      ['end', () => call('endMeeting', { params: scene.params, cookie: scene.cookie, body: {} })],
    ];
    for (const [way, close] of ways) {
      scene = await Scene.open();
      await scene.join();
      expect(await servers(), way).toHaveLength(1);
      await close();
      expect(await servers(), way).toEqual([]);
      expect(await servers(scene.cookie), way).toHaveLength(1);
    }
  });

  test('may be asked for six times a minute', async () => {
    for (let i = 0; i < 6; i++) await call('callTest', asking());
    await refused('callTest', 'rate-limited', asking());
  });

  test('is refused without a meeting, and from other pages', async () => {
    await refused('callTest', 'meeting-not-found', { ...asking(), params: { id: 'zzz-zzzz-zzz' } });
    await refused('callTest', 'origin-not-allowed', { ...asking(), headers: { origin: 'https://evil.test' } });
    await call('deleteMeeting', { params: scene.params, cookie: scene.cookie });
    await refused('callTest', 'meeting-deleted', asking());
  });

  test('is nobody’s concern: what the box says of its room changes nothing, and it is not kept', async () => {
    const { token } = await call('callTest', asking());
    const { room, sub } = claimsOf(token);
    const before = await snapshot(room);
    await box.joined(room, 1, sub);
    await box.events({ type: 'hand', meetingId: room, placement: 1, participantId: sub, atMs: 1, raisedAtMs: 1 });
    await box.roomClosed(room, 1);
    expect(await snapshot(room)).toEqual(before);
    await box.link({ rooms: [{ meetingId: room, placement: 1, participantIds: [sub] }] });
    expect(box.received[0]).toMatchObject({ type: 'welcome', rooms: [] });
    expect((await fleetStub().listBoxes())[0]?.id).toBe('box-1');
    await refused('previewMeeting', 'meeting-not-found', { params: { id: room } });
  });
});
