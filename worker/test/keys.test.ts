import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { type Admitted, mintJoinToken } from '../src/auth/mint-join-token.ts';
import { publishAheadMs } from '../src/auth/signing-key-state.ts';
import { listKeys } from '../src/auth/signing-key-store.ts';
import { currentSigningKey, publicKeySet, rotateSigningKeys } from '../src/auth/signing-keys.ts';
import { call, env, migrate, send } from './harness.ts';

beforeAll(migrate);

const admitted: Admitted = {
  boxId: 'box-1',
  sub: 'participant-1',
  room: 'abc-defg-hjk',
  placement: 1,
  name: 'Ada',
  role: 'host',
  media: 'auto',
  rights: 0,
  grants: ['receive'],
};

test('isolates that make the first key at once end up with the same one', async () => {
  // Each has its own env, as an isolate has its own cache.
  const keys = await Promise.all(Array.from({ length: 10 }, () => currentSigningKey({ ...env }, Date.now())));
  expect(new Set(keys.map((key) => key.kid)).size).toBe(1);
  expect(await listKeys(env.DB)).toHaveLength(1);
});

test('private keys are kept encrypted, and open with the right secret only', async () => {
  const [key] = await listKeys(env.DB);
  expect(key?.privateJwk).not.toMatch(/OKP|"d"/);
  const fresh = { ...env, DB: new Proxy(env.DB, { get: (db, name) => Reflect.get(db, name).bind(db) }) };
  const other = { ...fresh, SIGNING_KEYS_SECRET: 'another secret of more than 32 characters' };
  await expect(currentSigningKey(other, Date.now())).rejects.toThrow('SIGNING_KEYS_SECRET');
});

test('published: public halves only, cacheable for a minute', async () => {
  const response = await send('/.well-known/jwks.json');
  expect(response.headers.get('cache-control')).toBe('public, max-age=60');
  const { keys } = await response.json<JSONWebKeySet>();
  expect(keys.map((key) => Object.keys(key).toSorted())).toEqual([['alg', 'crv', 'kid', 'kty', 'use', 'x']]);
});

test('a token says what the contract asks, and each is unique', async () => {
  const key = await currentSigningKey(env, Date.now());
  const mint = () => mintJoinToken(key, 'https://parley.test', admitted, Date.now());
  expect(await mint()).not.toBe(await mint());
  await expect(mintJoinToken(key, 'https://parley.test', { ...admitted, room: 'nonsense' }, 0)).rejects.toThrow();
});

test('rotating: published first, signs ten minutes later, old tokens stay valid, twice is once', async () => {
  const nowMs = Date.now();
  const old = await currentSigningKey(env, nowMs);
  const next = await call('rotateKeys', { operator: true, body: {} });
  expect(next.signsFromMs - nowMs).toBeGreaterThanOrEqual(publishAheadMs);
  expect(await call('rotateKeys', { operator: true, body: {} })).toEqual(next);
  const published = async (atMs: number) => (await publicKeySet(env, atMs)).keys.map((key) => key.kid);
  expect((await published(nowMs)).toSorted()).toEqual([old.kid, next.kid].toSorted());
  expect((await currentSigningKey(env, nowMs)).kid).toBe(old.kid);
  const lastOld = await mintJoinToken(old, 'https://parley.test', admitted, next.signsFromMs - 1);
  const after = await currentSigningKey(env, next.signsFromMs);
  expect(after.kid).toBe(next.kid);
  const keySet = createLocalJWKSet((await publicKeySet(env, next.signsFromMs + 60_000)) as JSONWebKeySet);
  const at = { currentDate: new Date(next.signsFromMs + 60_000) };
  await jwtVerify(lastOld, keySet, at);
  await jwtVerify(await mintJoinToken(after, 'https://parley.test', admitted, next.signsFromMs), keySet, at);
  expect(await published(next.signsFromMs + 3_600_000)).toEqual([next.kid]);
  await rotateSigningKeys(env, next.signsFromMs + 3_600_000);
  expect((await listKeys(env.DB)).map((key) => key.number)).toEqual([2, 3]);
});
