import { evictDurableObject, listDurableObjectIds } from 'cloudflare:test';
import { generateKeyPair, SignJWT } from 'jose';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { boxLinkTokenType, boxLinkVersion, clockToleranceMs } from '../contract/box-link.ts';
import type { WorkerErrorCode } from '../contract/errors.ts';
import { closeCodes } from '../contract/live-socket.ts';
import { FakeBox, fleetStub, linkToken, loadOf, makeKeys, openLink } from './fake-box.ts';
import { call, env, eventually, expectRefusal, migrate, origin, refused, send } from './harness.ts';
import { Scene } from './scene.ts';

beforeAll(migrate);

let number = 0;
/** A box of the test's own, and no other: meetings are placed there. */
function freshBox(): Promise<FakeBox> {
  number++;
  return FakeBox.alone(`box-${number}`);
}

const listed = async (id: string) => (await call('listBoxes', { operator: true })).boxes.find((box) => box.id === id);

describe('opening the link', () => {
  let box: FakeBox;
  beforeAll(async () => {
    box = await FakeBox.enrol('opening');
  });

  test('an upgrade with the box’s own token', async () => {
    await expectRefusal(await send('/api/boxes/link'), 'upgrade-required');
    const { status, webSocket } = await openLink(await linkToken('opening', box.keys));
    expect(status).toBe(101);
    webSocket?.accept();
    webSocket?.close();
  });

  const seconds = Math.floor(Date.now() / 1000);
  test.each<[string, WorkerErrorCode, Parameters<typeof linkToken>[2]]>([
    ['another typ', 'token-invalid', { typ: 'JWT' }],
    ['a join token’s typ', 'token-invalid', { typ: 'parley-join+jwt' }],
    ['another audience', 'token-invalid', { payload: { aud: 'https://evil.test' } }],
    ['a list of audiences', 'token-invalid', { payload: { aud: [origin, 'https://evil.test'] } }],
    ['another issuer', 'box-unknown', { payload: { iss: 'other' } }],
    ['another subject', 'token-invalid', { payload: { sub: 'other' } }],
    ['expired', 'clock-wrong', { payload: { iat: seconds - 120, exp: seconds - 60 } }],
    ['too long a life', 'token-invalid', { payload: { exp: seconds + 3600 } }],
    ['from the future', 'clock-wrong', { payload: { iat: seconds + 600, exp: seconds + 650 } }],
    ['no jti', 'token-invalid', { without: 'jti' }],
    ['no exp', 'token-invalid', { without: 'exp' }],
    ['no iat', 'token-invalid', { without: 'iat' }],
    ['no aud', 'token-invalid', { without: 'aud' }],
  ])('refused: %s, as %s', async (_, code, change) => {
    await expectRefusal(await openLink(await linkToken('opening', box.keys, change)), code);
  });

  test('refused: no token, a wrong key, another algorithm, no such box', async () => {
    await expectRefusal(await openLink(null), 'token-invalid');
    await expectRefusal(await openLink('nonsense'), 'token-invalid');
    await expectRefusal(await openLink(await linkToken('opening', await makeKeys())), 'key-wrong');
    await expectRefusal(await openLink(await linkToken('nobody', box.keys)), 'box-unknown');
    // Whoever has not the key is told nothing about the rest of their token.
    const payload = { iat: seconds - 120, exp: seconds - 60 };
    await expectRefusal(await openLink(await linkToken('opening', await makeKeys(), { payload })), 'key-wrong');
    const claims = { iss: 'opening', sub: 'opening', aud: origin, jti: 'hs256-token' };
    const asSecret = new TextEncoder().encode(box.keys.publicKey.x.padEnd(64));
    const symmetric = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: boxLinkTokenType })
      .setIssuedAt()
      .setExpirationTime('60s')
      .sign(asSecret);
    await expectRefusal(await openLink(symmetric), 'token-invalid');
    const { privateKey } = await generateKeyPair('ES256');
    const curve = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: boxLinkTokenType })
      .setIssuedAt()
      .setExpirationTime('60s')
      .sign(privateKey);
    await expectRefusal(await openLink(curve), 'token-invalid');
  });

  test('a token opens one link, also after the fleet slept', async () => {
    const token = await linkToken('opening', box.keys);
    const { webSocket } = await openLink(token);
    webSocket?.accept();
    await expectRefusal(await openLink(token), 'token-invalid');
    await evictDurableObject(fleetStub());
    await expectRefusal(await openLink(token), 'token-invalid');
    webSocket?.close();
  });

  test('attempts are limited per network address, before any token is looked at', async () => {
    const guess = () => openLink('nonsense', '192.0.2.77');
    for (let i = 0; i < 30; i++) await expectRefusal(await guess(), 'token-invalid');
    const limited = await openLink(await linkToken('opening', box.keys), '192.0.2.77');
    expect(limited.headers.get('retry-after')).toMatch(/^\d+$/);
    await expectRefusal(limited, 'rate-limited');
    const { status, webSocket } = await openLink(await linkToken('opening', box.keys), '192.0.2.78');
    expect(status).toBe(101);
    webSocket?.accept();
    webSocket?.close();
  });
});

describe('hello', () => {
  test.each([1, 3, boxLinkVersion + 1])(
    'version %i is refused with the reason, and places nothing',
    async (version) => {
      const box = await FakeBox.enrol('old');
      await box.open();
      // What else such a box says is not known.
      box.send({ type: 'hello', version, healthy: true });
      const reason = `version-incompatible: it speaks version ${version} of the box link, and this Worker ${boxLinkVersion}`;
      expect(await box.untilClosed()).toEqual({ code: closeCodes.refused, reason });
      expect(await listed('old')).toMatchObject({ linked: false, protocol: null });
    },
  );

  test('it cannot change what enrolment bound', async () => {
    const box = await FakeBox.enrol('bound');
    for (const change of [{ boxId: 'other' }, { region: 'elsewhere' }]) {
      await box.open();
      box.hello(change);
      const { code, reason } = await box.untilClosed();
      expect(code).toBe(closeCodes.refused);
      expect(reason).toMatch(/^not-as-enrolled: /);
    }
  });

  test.each([clockToleranceMs + 5_000, -clockToleranceMs - 5_000])('a clock %i ms off is refused', async (offMs) => {
    const box = await FakeBox.enrol('clock');
    await box.open();
    box.hello({ atMs: Date.now() + offMs });
    const reason = `clock-wrong: its clock is about 25 s ${offMs > 0 ? 'ahead' : 'behind'}`;
    expect(await box.untilClosed()).toEqual({ code: closeCodes.refused, reason });
    await box.link({ atMs: Date.now() + clockToleranceMs / 2 });
  });

  test('what it says is listed, and a later load replaces it', async () => {
    const box = await FakeBox.start('full-of-facts', 'local', {
      ...{ software: '1.2.3', protocol: 7, capacity: 80, capacityMbps: 500 },
      load: loadOf({ participants: 3, rooms: 2, roomsInP2p: 1, roomsBySize: [1, 1, 0, 0, 0, 0], consumers: 4 }),
    });
    const { url, region } = box;
    expect(await listed(box.id)).toEqual({
      ...{ id: box.id, url, region, linked: true, healthy: true, problems: [], draining: false, software: '1.2.3' },
      ...{ protocol: 7, capacity: 80, capacityMbps: 500, participants: 3, rooms: 2, roomsInP2p: 1 },
      ...{ roomsBySize: [1, 1, 0, 0, 0, 0], cpu: 0, consumers: 4, sendMbps: 0 },
      lastSeenAtMs: expect.any(Number),
    });
    await box.load({ participants: 5, rooms: 2, cpu: 0.25, sendMbps: 12.5 }, ['disk-full', 'clock-wrong']);
    const now = { participants: 5, cpu: 0.25, sendMbps: 12.5, protocol: 7, linked: true, healthy: false };
    expect(await listed(box.id)).toMatchObject({ ...now, problems: ['disk-full', 'clock-wrong'] });
    await box.unlink();
    expect(await listed(box.id)).toMatchObject({ linked: false, healthy: false, problems: [], participants: 0 });
  });

  test('one with a problem takes nothing until it is over', async () => {
    const box = await FakeBox.alone('ailing');
    await box.link({ problems: ['media-workers-down'] });
    const scene = await Scene.open();
    await refused('joinMeeting', 'no-box', scene.joining());
    await box.load({});
    expect((await scene.join()).box.id).toBe('ailing');
  });

  test('comes first and once', async () => {
    const box = await FakeBox.enrol('eager');
    await box.open();
    box.send({ type: 'load', load: loadOf(), problems: [] });
    expect((await box.untilClosed()).code).toBe(closeCodes.badMessage);
    await box.link();
    box.hello();
    expect((await box.untilClosed()).code).toBe(closeCodes.badMessage);
  });

  test('a newer link replaces the older', async () => {
    const box = await FakeBox.start('twice');
    const older = box.socket;
    const closing = new Promise<number>((resolve) => older?.addEventListener('close', ({ code }) => resolve(code)));
    await box.link();
    expect(await closing).toBe(closeCodes.replaced);
    const { boxes } = await call('listBoxes', { operator: true });
    expect(boxes.find((one) => one.id === 'twice')?.linked).toBe(true);
  });
});

describe('messages', () => {
  const bad: [string, string | ArrayBuffer][] = [
    ['no JSON', 'hello'],
    ['binary', new Uint8Array([1, 2, 3]).buffer],
    ['unknown type', '{"type":"close-everything"}'],
    ['extra field', '{"type":"ack","commandId":"12345678","ok":true,"and":1}'],
    ['too large', JSON.stringify({ type: 'ack', commandId: '12345678', ok: true, pad: 'x'.repeat(1024 * 1024) })],
    ['too large in bytes', JSON.stringify({ type: 'ack', commandId: '12345678', ok: true, pad: 'é'.repeat(600_000) })],
  ];

  test.each(bad)('%s closes with 4400', async (_, message) => {
    const box = await freshBox();
    box.socket?.send(message);
    expect((await box.untilClosed()).code).toBe(closeCodes.badMessage);
  });

  test('too many close with 4429', async () => {
    const box = await freshBox();
    for (let i = 0; i < 3_100; i++) box.send({ type: 'ack', commandId: '12345678', ok: true });
    expect((await box.untilClosed()).code).toBe(closeCodes.tooManyMessages);
  });

  test('ping is answered without waking anyone, and counts as seen', async () => {
    const box = await freshBox();
    const pong = new Promise((resolve) =>
      box.socket?.addEventListener('message', ({ data }) => data === 'pong' && resolve(true)),
    );
    box.socket?.send('ping');
    await pong;
    const { boxes } = await call('listBoxes', { operator: true });
    expect(Date.now() - (boxes.find((one) => one.id === box.id)?.lastSeenAtMs ?? 0)).toBeLessThan(2_000);
  });
});

describe('commands', () => {
  let box: FakeBox;
  let scene: Scene;
  beforeEach(async () => {
    box = await freshBox();
    scene = await Scene.open();
    await scene.host();
  });
  const lock = (locked: boolean) =>
    call('lockMeeting', { params: scene.params, cookie: scene.cookie, body: { locked } });

  test('unacked ones come again, with the same ids and in order, until acked', async () => {
    box.acks = false;
    await lock(true);
    const bob = await scene.join({ cookie: scene.cookie });
    await lock(false);
    await eventually(() => expect(box.commands()).toHaveLength(2));
    const before = box.commands();
    await box.link({ rooms: [{ meetingId: scene.id, placement: 1, participantIds: [bob.participant.id] }] });
    await eventually(() => expect(box.commands()).toEqual(before));
    box.acks = true;
    await box.link();
    await eventually(() => expect(box.commands()).toEqual(before));
    await box.link();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(box.commands()).toEqual([]);
  });

  test('given while the box is away, they arrive with its next link, and the welcome knows lock and bans', async () => {
    const guest = await scene.join();
    await box.joined(scene.id, 1, guest.participant.id);
    box.acks = false;
    box.socket?.close(1000, 'away');
    await eventually(async () => expect(await fleetStub().reachable(box.id)).toBe(false));
    await lock(true);
    const body = { participantId: guest.participant.id };
    await call('removeParticipant', { params: scene.params, cookie: scene.cookie, body });
    await box.link({ rooms: [{ meetingId: scene.id, placement: 1, participantIds: [guest.participant.id] }] });
    const welcome = await box.until((message) => message.type === 'welcome');
    const ban = { participantIds: [guest.participant.id], address: null };
    expect(welcome).toMatchObject({ rooms: [{ meetingId: scene.id, placement: 1, locked: true, bans: [ban] }] });
    await eventually(() =>
      expect(box.commands().map(({ command }) => command.name)).toEqual(['lock-room', 'remove-participant']),
    );
  });

  test('a room that was ended meanwhile is in the welcome until its close is acked, then gone', async () => {
    box.acks = false;
    box.socket?.close(1000, 'away');
    await eventually(async () => expect(await fleetStub().reachable(box.id)).toBe(false));
    await call('endMeeting', { params: scene.params, cookie: scene.cookie, body: {} });
    box.acks = true;
    await box.link({ rooms: [{ meetingId: scene.id, placement: 1, participantIds: [] }] });
    expect(box.received[0]).toMatchObject({ type: 'welcome', rooms: [{ meetingId: scene.id, placement: 1 }] });
    await eventually(() =>
      expect(box.commands()[0]?.command).toMatchObject({ name: 'close-room', reason: 'meeting-ended' }),
    );
    await box.link();
    expect(box.received[0]).toMatchObject({ type: 'welcome', rooms: [] });
  });

  test('another box cannot ack them', async () => {
    const other = await FakeBox.start('stranger');
    box.acks = false;
    await lock(true);
    await eventually(() => expect(box.commands()).toHaveLength(1));
    const id = box.commands()[0]?.id;
    other.send({ type: 'ack', commandId: id, ok: true });
    await other.events();
    await box.link();
    await eventually(() => expect(box.commands()[0]?.id).toBe(id));
  });
});

describe('what happens in rooms', () => {
  test('the snapshot at hello puts right who is in', async () => {
    const box = await freshBox();
    const scene = await Scene.open();
    const [ada, bob] = [await scene.host(), await scene.join()];
    await box.joined(scene.id, 1, ada.participant.id);
    await box.link({ rooms: [{ meetingId: scene.id, placement: 1, participantIds: [bob.participant.id] }] });
    await eventually(async () => expect((await scene.preview()).participantCount).toBe(1));
    await box.left(scene.id, 1, ada.participant.id);
    expect((await scene.preview()).participantCount).toBe(1);
    await box.link({ rooms: [] });
    await eventually(async () => expect((await scene.preview()).participantCount).toBe(0));
  });

  test('events of rooms placed elsewhere, or of another placement, are ignored', async () => {
    const box = await freshBox();
    const scene = await Scene.open();
    const ada = await scene.host();
    const stranger = await FakeBox.start('foreign');
    await stranger.joined(scene.id, 1, ada.participant.id);
    await box.joined(scene.id, 2, ada.participant.id);
    await box.roomClosed('aaa-bbbb-ccc', 1);
    // A box cannot so much as wake a meeting that is not placed on it.
    const awake = (await listDurableObjectIds(env.LIVE_MEETINGS)).map(String);
    expect(awake).toContain(String(env.LIVE_MEETINGS.idFromName(scene.id)));
    expect(awake).not.toContain(String(env.LIVE_MEETINGS.idFromName('aaa-bbbb-ccc')));
    expect((await scene.preview()).participantCount).toBe(0);
  });

  test('the same batch twice, and old events sent again, change nothing', async () => {
    const box = await freshBox();
    const scene = await Scene.open();
    const ada = await scene.host();
    const atMs = Date.now();
    const target = { meetingId: scene.id, placement: 1, participantId: ada.participant.id };
    const joined = { type: 'participant-joined', ...target, atMs } as const;
    const left = { type: 'participant-left', ...target, atMs: atMs + 10, reason: 'left' } as const;
    await box.events(joined);
    await box.events(left);
    box.send({ type: 'events', seq: 1, events: [joined] });
    await box.events();
    expect((await scene.preview()).participantCount).toBe(0);
    await box.link({ rooms: [{ meetingId: scene.id, placement: 1, participantIds: [] }] });
    await box.events(joined);
    expect((await scene.preview()).participantCount).toBe(0);
  });

  test('a participant whose connection was replaced is still there', async () => {
    const box = await freshBox();
    const scene = await Scene.open();
    const ada = await scene.host();
    await box.joined(scene.id, 1, ada.participant.id);
    const target = { meetingId: scene.id, placement: 1, participantId: ada.participant.id };
    await box.events({ type: 'participant-left', ...target, atMs: Date.now(), reason: 'replaced' });
    expect((await scene.preview()).participantCount).toBe(1);
  });
});
