import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { fileHeaders, fileLifeMs, maxFileBytes, maxMeetingFiles, sharedFile } from '../contract/files.ts';
import type { Admission } from '../contract/meetings.ts';
import { FakeBox } from './fake-box.ts';
import { call, env, eventually, expectRefusal, migrate, origin, send } from './harness.ts';
import { Scene } from './scene.ts';
import { meetingStub } from './snapshot.ts';

beforeAll(migrate);

let box: FakeBox;
let scene: Scene;
let ada: Admission;
let bob: Admission;
let carol: Admission;
beforeEach(async () => {
  box = await FakeBox.alone('box-1');
  scene = await Scene.open();
  ada = await scene.host();
  bob = await scene.join({ name: 'Bob' });
  carol = await scene.join({ name: 'Carol' });
  await box.joined(scene.id, 1, ada.participant.id, bob.participant.id, carol.participant.id);
});
afterEach(() => void vi.useRealTimers());

type Sent = { name?: string | null; to?: string; headers?: Record<string, string>; meetingId?: string };
const png = '\x89PNG\r\n\x1a\n0000IHDR';
const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const shown = ({ seat }: Pick<Admission, 'seat'>) => ({ authorization: `Seat ${seat.id}.${seat.secret}` });

function post(who: Pick<Admission, 'seat'> | null, body: BodyInit, { name = 'a.png', to, ...sent }: Sent = {}) {
  const headers = {
    origin,
    'cf-connecting-ip': '192.0.2.1',
    ...(who ? shown(who) : {}),
    ...(name === null ? {} : { [fileHeaders.name]: encodeURIComponent(name) }),
    ...(to === undefined ? {} : { [fileHeaders.to]: to }),
    ...sent.headers,
  };
  return send(`/api/meetings/${sent.meetingId ?? scene.id}/files`, { method: 'POST', headers, body });
}

async function upload(who: Admission, body: BodyInit = bytesOf(png), sent: Sent = {}) {
  const response = await post(who, body, sent);
  const answer = await response.json();
  if (response.status !== 200) throw new Error(JSON.stringify(answer));
  return sharedFile.parse(answer);
}

const get = (who: Pick<Admission, 'seat'> | null, fileId: string, meetingId = scene.id) =>
  send(`/api/meetings/${meetingId}/files/${fileId}`, { headers: who ? shown(who) : {} });

const told = () =>
  box
    .commands()
    .flatMap(({ command }) => (command.name === 'share-file' && command.meetingId === scene.id ? [command] : []));
/** What the meeting knows of its files, checked until it is so. */
const rows = (check: (count: number) => void) =>
  eventually(async () => {
    const stub = meetingStub(scene.id) as DurableObjectStub;
    check(
      await runInDurableObject(stub, (_, { storage }) => storage.sql.exec('select id from files').toArray().length),
    );
  });
const kept = async () => (await env.FILES.list()).objects.length;

describe('a shared file', () => {
  test('goes to everybody, as something to save that can never run', async () => {
    const file = await upload(bob, bytesOf(png), { name: 'Übung 1.png' });
    expect(file).toEqual({ id: file.id, name: 'Übung 1.png', size: png.length, type: 'image/png' });
    await eventually(() => expect(told()).toHaveLength(1));
    expect(told()[0]).toMatchObject({ placement: 1, participantId: bob.participant.id, to: null, file });
    expect(Object.keys(told()[0]?.file ?? {}).toSorted()).toEqual(['id', 'name', 'size', 'type']);
    const response = await get(carol, file.id);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytesOf(png));
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `attachment; filename*=UTF-8''%C3%9Cbung%201.png`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
    });
  });

  test.each([
    ['a lying type', '<script>alert(1)</script>', 'x.png', 'image/png'],
    ['a drawing with scripts', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'x.svg', 'image/svg+xml'],
    ['a page', '<!doctype html><script></script>', 'x.html', 'text/html'],
  ])('%s never gets that type', async (_, text, name, type) => {
    const file = await upload(bob, text, { name, headers: { 'content-type': type } });
    expect(file.type).toBe('application/octet-stream');
    expect((await get(ada, file.id)).headers.get('content-type')).toBe('application/octet-stream');
  });

  test('is kept under a key that says nothing', async () => {
    await upload(bob);
    const keys = (await env.FILES.list()).objects.map(({ key }) => key);
    for (const key of keys) expect(key).toMatch(/^[\w-]{43}$/);
  });

  test('for one person is for the two only', async () => {
    const file = await upload(bob, 'secret', { to: ada.participant.id });
    await eventually(() => expect(told()[0]?.to).toBe(ada.participant.id));
    expect((await get(ada, file.id)).status).toBe(200);
    expect((await get(bob, file.id)).status).toBe(200);
    await expectRefusal(await get(carol, file.id), 'file-not-found');
  });

  test('can be had after a reload, a move and a sleep, and by who came later or left', async () => {
    const file = await upload(bob);
    await evictDurableObject(meetingStub(scene.id));
    await box.left(scene.id, 1, carol.participant.id);
    const dave = await scene.join({ name: 'Dave' });
    for (const who of [carol, dave, ada]) expect((await get(who, file.id)).status).toBe(200);
  });
});

describe('refused', () => {
  test('to strangers, people at the door, and seats of other meetings', async () => {
    const file = await upload(ada);
    await call('setLobby', { params: scene.params, cookie: scene.cookie, body: { lobby: true } });
    const eve = await scene.knock({ name: 'Eve' });
    const elsewhere = await (await Scene.open()).join();
    const made = { seat: { id: ada.seat.id, secret: 'x'.repeat(43) } };
    for (const [who, code] of [
      [null, 'seat-unknown'],
      [made, 'seat-unknown'],
      [elsewhere, 'seat-unknown'],
      [eve, 'not-allowed'],
    ] as const) {
      await expectRefusal(await get(who, file.id), code);
      await expectRefusal(await post(who, 'x'), code);
    }
    await expectRefusal(await get(ada, file.id, 'zzz-zzzz-zzz'), 'meeting-not-found');
    await expectRefusal(await get(ada, 'unknown-file'), 'file-not-found');
    await expectRefusal(await get(ada, 'x'), 'bad-request');
    await expectRefusal(await post(ada, 'x', { meetingId: 'nonsense' }), 'bad-request');
    await expectRefusal(await post(ada, 'x', { headers: { origin: 'https://evil.test' } }), 'origin-not-allowed');
    expect(told()).toHaveLength(1);
  });

  test('to removed people, both ways', async () => {
    const file = await upload(bob);
    const body = { participantId: bob.participant.id };
    await call('removeParticipant', { params: scene.params, cookie: scene.cookie, body });
    await expectRefusal(await get(bob, file.id), 'not-allowed');
    await expectRefusal(await post(bob, 'x'), 'not-allowed');
    expect((await get(ada, file.id)).status).toBe(200);
  });

  test('to whoever may not chat, or is not in', async () => {
    await call('setPermissions', { params: scene.params, cookie: scene.cookie, body: { chat: false } });
    await expectRefusal(await post(bob, 'x'), 'not-allowed');
    await upload(ada);
    await call('setPermissions', { params: scene.params, cookie: scene.cookie, body: { chat: true } });
    await box.left(scene.id, 1, bob.participant.id);
    await expectRefusal(await post(bob, 'x'), 'not-allowed');
    const nobody = { to: 'nobody-here' };
    await expectRefusal(await post(ada, 'x', nobody), 'participant-not-found');
  });

  test('without a name, or without anything in it', async () => {
    for (const name of [null, '', '..', '\u200b']) await expectRefusal(await post(bob, 'x', { name }), 'file-invalid');
    await expectRefusal(await post(bob, 'x', { headers: { [fileHeaders.name]: '%ff' } }), 'file-invalid');
    await expectRefusal(await post(bob, ''), 'file-invalid');
    await expectRefusal(await post(bob, 'x', { to: 'x' }), 'bad-request');
    expect(told()).toEqual([]);
  });
});

describe('to somebody who has left', () => {
  const toCarol = () => ({ to: carol.participant.id });

  test('no upload begins; one is for whoever comes back from a lost box', async () => {
    await box.left(scene.id, 1, carol.participant.id);
    await expectRefusal(await post(bob, 'x', toCarol()), 'participant-not-found');
    await box.joined(scene.id, 1, carol.participant.id);
    await upload(bob, 'x', toCarol());
  });

  test('none is finished, and its bytes are deleted', async () => {
    const before = await kept();
    let go: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    let begun: () => void = () => {};
    const reading = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        begun();
        await gate;
        controller.enqueue(bytesOf(png));
        controller.close();
      },
    });
    const answer = post(bob, body, toCarol());
    await reading;
    await rows((count) => expect(count).toBe(1));
    await box.left(scene.id, 1, carol.participant.id);
    go();
    await expectRefusal(await answer, 'participant-not-found');
    await eventually(async () => expect(await kept()).toBe(before));
    await rows((count) => expect(count).toBe(0));
    expect(told()).toEqual([]);
  });
});

test('a file of which the room could not be told is forgotten, though its bytes had come', async () => {
  const before = await kept();
  const file = await upload(bob);
  await meetingStub(scene.id).giveUpFile(file.id);
  await expectRefusal(await get(ada, file.id), 'file-not-found');
  await eventually(async () => expect(await kept()).toBe(before));
  await rows((count) => expect(count).toBe(0));
});

describe('bounds', () => {
  const stream = (size: number, chunk = 1024 * 1024) => {
    let left = size;
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (left === 0) return controller.close();
        const next = Math.min(left, chunk);
        left -= next;
        pulled += next;
        controller.enqueue(new Uint8Array(next));
      },
    });
    return { body, pulled: () => pulled };
  };

  test('25 MB pass, a byte more does not, with and without a declared length', { timeout: 60_000 }, async () => {
    expect((await upload(bob, new Uint8Array(maxFileBytes))).size).toBe(maxFileBytes);
    await expectRefusal(await post(bob, new Uint8Array(maxFileBytes + 1)), 'file-too-large');
    expect((await upload(bob, stream(maxFileBytes).body)).size).toBe(maxFileBytes);
    const before = await kept();
    const endless = stream(8 * maxFileBytes);
    await expectRefusal(await post(bob, endless.body), 'file-too-large');
    expect(endless.pulled()).toBeLessThan(2 * maxFileBytes);
    await eventually(async () => expect(await kept()).toBe(before));
    expect(told()).toHaveLength(2);
  });

  test('so many files, and ten uploads a minute with one seat', async () => {
    for (let i = 0; i < 10; i++) await upload(bob, 'x');
    await expectRefusal(await post(bob, 'x'), 'rate-limited');
    await upload(carol, 'x');
    for (let i = 11; i < maxMeetingFiles; i++) {
      if (i % 10 === 1) {
        await evictDurableObject(meetingStub(scene.id));
        await box.link({ rooms: [{ meetingId: scene.id, placement: 1, participantIds: [bob.participant.id] }] });
      }
      await eventually(async () => expect((await post(bob, 'x')).status).toBe(200));
    }
    await evictDurableObject(meetingStub(scene.id));
    await expectRefusal(await post(bob, 'x'), 'files-full');
  });
});

describe('a file is gone', () => {
  test('after a day, also from the bucket', async () => {
    const before = await kept();
    const file = await upload(bob);
    expect(await kept()).toBe(before + 1);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + fileLifeMs + 1_000 });
    await expectRefusal(await get(ada, file.id), 'file-not-found');
    await runDurableObjectAlarm(meetingStub(scene.id));
    await eventually(async () => expect(await kept()).toBe(before));
  });

  test.each<[string, () => Promise<unknown>]>([
    ['ended', () => call('endMeeting', { params: scene.params, cookie: scene.cookie, body: {} })],
    ['deleted', () => call('deleteMeeting', { params: scene.params, cookie: scene.cookie })],
    [
      'idle',
      async () => {
        await box.left(scene.id, 1, ada.participant.id, bob.participant.id, carol.participant.id);
        await box.roomClosed(scene.id, 1);
      },
    ],
  ])('when the meeting is %s', async (how, over) => {
    const before = await kept();
    const file = await upload(bob);
    await over();
    await expectRefusal(await get(ada, file.id), how === 'deleted' ? 'meeting-deleted' : 'seat-unknown');
    await eventually(async () => expect(await kept()).toBe(before));
    if (how === 'deleted') return;
    const again = await scene.host();
    await box.joined(scene.id, again.placement, again.participant.id);
    await expectRefusal(await get(again, file.id), 'file-not-found');
  });
});
