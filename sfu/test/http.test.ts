import { afterAll, beforeAll, expect, test } from 'vitest';
import { BoxUnderTest } from './support/box-under-test.ts';

let t: BoxUnderTest;
beforeAll(async () => {
  t = await BoxUnderTest.start({ env: { METRICS_TOKEN: 'a-token-for-metrics' } });
  await t.linked();
});
afterAll(() => t.stop());

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${t.url}${path}`, { headers, method });

test('/health tells how it is', async () => {
  await t.join();
  const response = await get('/health');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    ok: true,
    version: expect.any(String),
    mediaWorkers: { running: 1, total: 1 },
    linked: true,
    linkRefusal: null,
    problems: [],
    draining: false,
    rooms: 1,
    participants: 1,
  });
});

test('/health tells strangers only whether all is well', async () => {
  const proxied = { 'x-forwarded-for': '203.0.113.9' };
  const response = await get('/health', proxied);
  expect([response.status, await response.json()]).toEqual([200, { ok: true }]);
  expect(await (await get('/health', { authorization: 'Bearer a-token-for-metricz' })).json()).toEqual({ ok: true });
  const withToken = await get('/health', { ...proxied, authorization: 'Bearer a-token-for-metrics' });
  expect(await withToken.json()).toMatchObject({ ok: true, rooms: 1, participants: 1 });
});

test('/metrics is for the machine itself, or with the token', async () => {
  const text = await (await get('/metrics')).text();
  for (const line of [
    'parley_rooms 1',
    'parley_rooms_in_p2p 0',
    'parley_draining 0',
    'parley_transports 2',
    'parley_linked 1',
    'parley_media_workers 1',
    'parley_used_tokens 1',
  ])
    expect(text).toContain(line);
  const proxied = { 'x-forwarded-for': '203.0.113.9' };
  expect((await get('/metrics', proxied)).status).toBe(404);
  expect((await get('/metrics', { ...proxied, authorization: 'Bearer a-token-for-metrics' })).status).toBe(200);
  expect((await get('/metrics', { authorization: 'Bearer a-token-for-metricz' })).status).toBe(404);
});

test.each([
  ['/', 'GET'],
  ['/health', 'POST'],
  ['/socket.io/', 'GET'],
  ['/../etc/passwd', 'GET'],
  ['/%', 'GET'],
])('%s (%s) is a short 404', async (path, method) => {
  const response = await get(path, {}, method);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error: { code: 'not-found' } });
});

test('Socket.IO speaks websocket only, and serves no client', async () => {
  expect((await get('/signaling/?EIO=4&transport=polling')).status).toBe(400);
  expect((await get('/signaling/socket.io.js')).status).toBe(400);
});
