import { beforeAll, describe, expect, test } from 'vitest';
import { closeCodes } from '../contract/live-socket.ts';
import { FakeBox, makeKeys } from './fake-box.ts';
import { call, env, expectRefusal, migrate, refused, request, signIn } from './harness.ts';
import { Scene } from './scene.ts';

beforeAll(migrate);

const target = (boxId: string) => ({ boxId, url: `https://${boxId}.parley.test`, region: 'local' });
const tokenFor = async (boxId: string) =>
  (await call('createEnrolmentToken', { operator: true, body: target(boxId) })).token;

describe('enrolment', () => {
  test('binds a box to its key, address and region; a lost answer may be asked for again', async () => {
    const token = await tokenFor('box-a');
    const { publicKey } = await makeKeys();
    const enrolment = { body: { token, boxId: 'box-a', publicKey } };
    expect(await call('enrolBox', enrolment)).toEqual(target('box-a'));
    expect(await call('enrolBox', enrolment)).toEqual(target('box-a'));
    const { boxes } = await call('listBoxes', { operator: true });
    expect(boxes).toMatchObject([{ id: 'box-a', linked: false, healthy: false, lastSeenAtMs: null }]);
  });

  test('refused: unknown, used by another key, for another box, malformed key', async () => {
    const token = await tokenFor('box-b');
    const { publicKey } = await makeKeys();
    await refused('enrolBox', 'enrolment-refused', { body: { token: 'x'.repeat(43), boxId: 'box-b', publicKey } });
    await refused('enrolBox', 'enrolment-refused', { body: { token, boxId: 'box-c', publicKey } });
    await call('enrolBox', { body: { token, boxId: 'box-b', publicKey } });
    const thief = (await makeKeys()).publicKey;
    await refused('enrolBox', 'enrolment-refused', { body: { token, boxId: 'box-b', publicKey: thief } });
    const badKey = { ...publicKey, d: 'private' } as never;
    await refused('enrolBox', 'bad-request', { body: { token, boxId: 'box-b', publicKey: badKey } });
  });

  test('a fresh token replaces the key and closes the old link', async () => {
    const box = await FakeBox.start('box-d');
    const token = await tokenFor('box-d');
    const keys = await makeKeys();
    await call('enrolBox', { body: { token, boxId: 'box-d', publicKey: keys.publicKey } });
    expect((await box.untilClosed()).code).toBe(closeCodes.replaced);
    await expect(box.open()).rejects.toThrow('key-wrong');
    box.keys = keys;
    await box.link();
  });

  test('guesses are limited per network address', async () => {
    const { publicKey } = await makeKeys();
    const guess = () =>
      request('enrolBox', { address: '192.0.2.200', body: { token: 'x'.repeat(43), boxId: 'box-z', publicKey } });
    for (let i = 0; i < 30; i++) expect((await guess()).status).toBe(401);
    const limited = await guess();
    expect(limited.headers.get('retry-after')).toMatch(/^\d+$/);
    await expectRefusal(limited, 'rate-limited');
  });
});

describe('operators', () => {
  const calls = [
    ['listBoxes', {}],
    ['createEnrolmentToken', { body: target('box-x') }],
    ['drainBox', { params: { id: 'box-x' }, body: { draining: true } }],
    ['forgetBox', { params: { id: 'box-x' } }],
    ['rotateKeys', { body: {} }],
  ] as const;

  test.each(calls)('%s wants the operator key or an operator’s session', async (name, given) => {
    const input = given as object;
    await refused(name, 'not-signed-in', input);
    await refused(name, 'not-allowed', { ...input, headers: { authorization: 'Bearer wrong' } });
    await refused(name, 'not-allowed', { ...input, cookie: await signIn('ada@example.org') });
    const cookie = await signIn('root@operators.org');
    const status = (await request(name, { ...input, cookie })).status;
    expect(status).toBe(name === 'forgetBox' || name === 'drainBox' ? 404 : 200);
    if (name !== 'listBoxes')
      await refused(name, 'origin-not-allowed', { ...input, cookie, headers: { origin: 'https://evil.test' } });
  });

  test('the operator key needs no Origin; a host’s session next to a wrong key does not help', async () => {
    expect((await call('me', { cookie: await signIn('root@operators.org') })).user?.operator).toBe(true);
    const body = { body: target('box-x') };
    const keyed = { ...body, headers: { origin: '', authorization: `Bearer ${env.OPERATOR_KEY}` } };
    expect((await request('createEnrolmentToken', keyed)).status).toBe(200);
    const cookie = await signIn('root@operators.org');
    await refused('createEnrolmentToken', 'not-allowed', { ...body, cookie, headers: { authorization: 'Bearer no' } });
  });

  test('bad addresses of boxes are refused', async () => {
    for (const url of ['ftp://box.test', 'https://box.test/?a=1', 'https://box.test/#x', 'box.test'])
      await refused('createEnrolmentToken', 'bad-request', { operator: true, body: { ...target('box-x'), url } });
    await refused('createEnrolmentToken', 'bad-request', { operator: true, body: target('Box!') });
  });
});

test('ending a meeting frees it from a box that is gone for good', async () => {
  const box = await FakeBox.alone('box-d');
  const scene = await Scene.open();
  const ada = await scene.host();
  await box.joined(scene.id, 1, ada.participant.id);
  box.socket?.close(1000, 'gone');
  await FakeBox.start('box-e');
  // Until then it may come back with its people.
  expect(await scene.host()).toMatchObject({ placement: 1, box: { id: 'box-d' } });
  await call('endMeeting', { params: scene.params, cookie: scene.cookie, body: {} });
  expect(await scene.host()).toMatchObject({ placement: 2, box: { id: 'box-e' } });
});

test('a forgotten box loses its link, its key and its meetings', async () => {
  const box = await FakeBox.alone('box-f');
  const scene = await Scene.open();
  const ada = await scene.host();
  expect(ada.box.id).toBe('box-f');
  await box.joined(scene.id, 1, ada.participant.id);
  await call('forgetBox', { operator: true, params: { id: 'box-f' } });
  expect((await box.untilClosed()).code).toBe(closeCodes.notAllowed);
  await expect(box.open()).rejects.toThrow('box-unknown');
  await refused('forgetBox', 'box-not-found', { operator: true, params: { id: 'box-f' } });
  await FakeBox.start('box-g');
  expect(await scene.host()).toMatchObject({ placement: 2, box: { id: 'box-g' } });
});
