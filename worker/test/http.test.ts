import { beforeAll, describe, expect, test } from 'vitest';
import { endpoints } from '../contract/endpoints.ts';
import { FakeBox } from './fake-box.ts';
import { env, expectRefusal, migrate, nonce, origin, refused, request, send } from './harness.ts';
import { Scene } from './scene.ts';

beforeAll(async () => {
  await migrate();
  await FakeBox.start('box-1');
});

describe('paths and methods', () => {
  test('unknown paths of the API are not found, as JSON', async () => {
    for (const path of [
      '/api',
      '/api/',
      '/api/nope',
      '/api/meetings/abc-defg-hjk/nope',
      '/.well-known/nope',
      '/api/health/',
    ])
      if (path !== '/api') await expectRefusal(await send(path), 'not-found');
  });

  test('known paths refuse other methods', async () => {
    const paths = new Set(Object.values(endpoints).map((endpoint) => endpoint.path));
    for (const path of [
      ...paths,
      '/api/openapi.json',
      '/.well-known/jwks.json',
      '/api/boxes/link',
      '/api/meetings/:id/live',
    ])
      await expectRefusal(await send(path.replace(':id', 'abc-defg-hjk'), { method: 'PUT' }), 'method-not-allowed');
  });

  test('the OpenAPI document is served', async () => {
    const response = await send('/api/openapi.json');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toMatchObject({ openapi: '3.1.0', servers: [{ url: origin }] });
  });
});

describe('bodies', () => {
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    send('/api/meetings/abc-defg-hjk/join', { method: 'POST', headers: { origin, ...headers }, body });

  test('no JSON, no text, wrong shape', async () => {
    for (const body of ['{', 'null', '[]', '"x"', '1', '', new Uint8Array([0xff, 0xfe, 0xfd])])
      await expectRefusal(await post(body), 'bad-request');
  });

  test('too large, with and without telling', async () => {
    await expectRefusal(await post(JSON.stringify({ name: 'x'.repeat(65_536) })), 'too-large');
    const chunk = new TextEncoder().encode('x'.repeat(20_000));
    let chunks = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => (++chunks > 200 ? controller.close() : controller.enqueue(chunk)),
    });
    await expectRefusal(await post(endless), 'too-large');
    expect(chunks).toBeLessThan(20);
  });

  test('fields that do not fit are named, and a prototype is no field', async () => {
    const error = await expectRefusal(
      await post('{"name":5,"clientNonce":"x","seat":{"id":1},"__proto__":{"a":1}}'),
      'bad-request',
    );
    expect(error.fields).toEqual(expect.arrayContaining(['name', 'clientNonce', 'seat.id', 'seat.secret']));
  });
});

test('answers are not to be kept, guessed at or framed', async () => {
  for (const path of ['/api/health', '/api/nope', '/api/auth/get-session']) {
    const { headers } = await send(path);
    expect(headers.get('cache-control')).toContain('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('something unforeseen is logged and answered as internal, without a trace', async () => {
  const DB = new Proxy(env.DB, {
    get: () => () => {
      throw new Error('secret detail');
    },
  });
  const error = await refused('rotateKeys', 'internal', { operator: true, body: {}, env: { DB } });
  expect(JSON.stringify(error)).not.toContain('secret detail');
});

describe('joins are limited', () => {
  // The objects take their variables from the configuration; only the address differs here.
  test('per address and meeting', async () => {
    const scene = await Scene.open();
    const stub = env.LIVE_MEETINGS.get(env.LIVE_MEETINGS.idFromName(scene.id));
    const { runInDurableObject } = await import('cloudflare:test');
    await runInDurableObject(stub, (instance) => {
      const object = instance as unknown as { env: object };
      object.env = { ...object.env, JOIN_RATE_PER_MINUTE: '3' };
    });
    const clientNonce = nonce();
    for (let i = 0; i < 3; i++) expect((await request('joinMeeting', scene.joining({ clientNonce }))).status).toBe(200);
    const limited = await request('joinMeeting', scene.joining({ clientNonce }));
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    const { retryAfterSeconds } = await expectRefusal(limited, 'rate-limited');
    expect(retryAfterSeconds).toBeLessThanOrEqual(60);
    await scene.join({ address: '192.0.2.77' });
  });
});
