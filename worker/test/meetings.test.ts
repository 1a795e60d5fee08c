import { beforeAll, describe, expect, test } from 'vitest';
import { defaultMaxSeats } from '../contract/meetings.ts';
import { call, env, migrate, refused } from './harness.ts';
import { hostCookie, Scene } from './scene.ts';

let ada: string;
let bob: string;
beforeAll(async () => {
  await migrate();
  ada = await hostCookie('ada@example.org');
  bob = await hostCookie('bob@example.org');
});

test('create: defaults, settings, refusals', async () => {
  const plain = await call('createMeeting', { cookie: ada, body: { title: 'Algebra' } });
  expect(plain).toMatchObject({
    title: 'Algebra',
    lobby: false,
    maxSeats: defaultMaxSeats,
    media: 'auto',
    lastLiveAtMs: null,
  });
  const set = await call('createMeeting', {
    cookie: ada,
    body: { title: 'Exam', lobby: true, maxSeats: 3, media: 'p2p' },
  });
  expect(set).toMatchObject({ lobby: true, maxSeats: 3, media: 'p2p' });
  await refused('createMeeting', 'not-signed-in', { body: { title: 'Algebra' } });
  await refused('createMeeting', 'not-signed-in', { cookie: `${ada}x`, body: { title: 'Algebra' } });
  const foreign = { cookie: ada, body: { title: 'Algebra' }, headers: { origin: 'https://evil.test' } };
  await refused('createMeeting', 'origin-not-allowed', foreign);
  const bad = { title: '', maxSeats: 501, owner: 'me' } as never;
  expect((await refused('createMeeting', 'bad-request', { cookie: ada, body: bad })).fields?.toSorted()).toEqual([
    'maxSeats',
    'owner',
    'title',
  ]);
});

test('list: only my own, last used first, without the deleted', async () => {
  const cookie = await hostCookie('lister@example.org');
  await refused('listMeetings', 'not-signed-in');
  expect((await call('listMeetings', { cookie })).meetings).toEqual([]);
  const make = async (title: string) => (await call('createMeeting', { cookie, body: { title } })).id;
  const [first, second, third] = [await make('1'), await make('2'), await make('3')];
  await env.DB.prepare('update meetings set last_live_at_ms = ? where id = ?')
    .bind(Date.now() + 1000, first)
    .run();
  await call('deleteMeeting', { cookie, params: { id: second } });
  const { meetings } = await call('listMeetings', { cookie });
  expect(meetings.map((meeting) => meeting.id)).toEqual([first, third]);
});

test('preview: what anyone may know', async () => {
  const { id } = await call('createMeeting', { cookie: ada, body: { title: 'Algebra', lobby: true } });
  const params = { id };
  expect(await call('previewMeeting', { params })).toEqual({
    id,
    title: 'Algebra',
    state: 'idle',
    locked: false,
    lobby: true,
    media: 'auto',
    relay: false,
    participantCount: 0,
    passcodeNeeded: false,
    beginsWithoutHost: true,
    schedule: null,
    youAreHost: false,
    boxUrl: null,
  });
  expect((await call('previewMeeting', { params, cookie: ada })).youAreHost).toBe(true);
  expect((await call('previewMeeting', { params, cookie: bob })).youAreHost).toBe(false);
  await refused('previewMeeting', 'meeting-not-found', { params: { id: 'aaa-bbbb-ccc' } });
  expect((await refused('previewMeeting', 'bad-request', { params: { id: 'ABC' } })).fields).toEqual(['id']);
});

describe('change and delete', () => {
  test('rename and settings, seen at once by whoever looks', async () => {
    const scene = await Scene.open();
    await scene.preview();
    const changed = await call('changeMeeting', { cookie: ada, params: scene.params, body: { title: ' New  title ' } });
    expect(changed).toMatchObject({ title: 'New title', lobby: false });
    await call('changeMeeting', { cookie: ada, params: scene.params, body: { lobby: true, maxSeats: 2 } });
    expect(await scene.preview()).toMatchObject({ title: 'New title', lobby: true });
    expect((await call('listMeetings', { cookie: ada })).meetings.find(({ id }) => id === scene.id)).toMatchObject({
      maxSeats: 2,
    });
  });

  test('deleted: gone for good, and its title with it', async () => {
    const scene = await Scene.open();
    expect(await call('deleteMeeting', { cookie: ada, params: scene.params })).toEqual({ ok: true });
    await refused('previewMeeting', 'meeting-deleted', { params: scene.params });
    await refused('deleteMeeting', 'meeting-deleted', { cookie: ada, params: scene.params });
    await refused('changeMeeting', 'meeting-deleted', { cookie: ada, params: scene.params, body: { title: 'x' } });
    const row = await env.DB.prepare('select title from meetings where id = ?').bind(scene.id).first();
    expect(row).toEqual({ title: '' });
  });

  test.each(['changeMeeting', 'deleteMeeting'] as const)('%s is the owner’s alone', async (name) => {
    const scene = await Scene.open();
    const input = { params: scene.params, ...(name === 'changeMeeting' ? { body: { title: 'x' } } : {}) } as object;
    await refused(name, 'not-signed-in', input);
    await refused(name, 'not-allowed', { ...input, cookie: bob });
    await refused(name, 'origin-not-allowed', { ...input, cookie: ada, headers: { origin: 'https://evil.test' } });
    await refused(name, 'meeting-not-found', { ...input, cookie: ada, params: { id: 'aaa-bbbb-ccc' } });
    expect(await scene.preview()).toMatchObject({ title: 'Algebra' });
  });
});
