import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { apiVersion, apiVersionHeader } from '../contract/version.ts';
import { maxHealthPerMinute } from '../src/routes/health.ts';
import { call, env, expectRefusal, migrate, request, send } from './harness.ts';
import { Scene } from './scene.ts';

beforeAll(migrate);
afterEach(() => void vi.useRealTimers());

const passMs = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });

test('every answer of the API says its version, and nothing else does', async () => {
  const scene = await Scene.open();
  for (const [path, init] of [
    ['/api/health'],
    ['/api/nope'],
    ['/api/meetings'],
    ['/api/openapi.json'],
    ['/api/auth/get-session'],
    ['/api/auth/nope'],
    [`/api/meetings/${scene.id}`],
    [`/api/meetings/${scene.id}/join`, { method: 'POST', body: '{' }],
    [`/api/meetings/${scene.id}/live`],
    ['/api/boxes/link', { headers: { upgrade: 'websocket' } }],
    ['/api/local-delivery/ada@example.org'],
  ] as [string, RequestInit?][])
    expect((await send(path, init)).headers.get(apiVersionHeader), path).toBe(String(apiVersion));
  expect((await send('/.well-known/jwks.json')).headers.get(apiVersionHeader)).toBeNull();
});

describe('health', () => {
  test('may be asked for so often from one address', async () => {
    const from = (address: string) => request('health', { address });
    for (let i = 0; i < maxHealthPerMinute; i++) expect((await from('203.0.113.77')).status).toBe(200);
    const limited = await from('203.0.113.77');
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    await expectRefusal(limited, 'rate-limited');
    expect((await from('203.0.113.78')).status).toBe(200);
    passMs(60_000);
    expect((await from('203.0.113.77')).status).toBe(200);
  });

  test('asks the boxes’ object at most once in two seconds', async () => {
    passMs(10_000);
    let asked = 0;
    const counting = new Proxy(env.FLEET, {
      get: (fleet, name) => {
        if (name !== 'get') return Reflect.get(fleet, name).bind(fleet);
        asked++;
        return () => ({ healthyBoxes: async () => 3 });
      },
    });
    for (let i = 0; i < 20; i++)
      expect(await call('health', { env: { FLEET: counting } })).toMatchObject({ ok: true, boxes: 3 });
    expect(asked).toBe(1);
    passMs(2_001);
    await call('health', { env: { FLEET: counting } });
    expect(asked).toBe(2);
  });
});
