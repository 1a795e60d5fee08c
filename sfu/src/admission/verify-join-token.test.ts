import { joinTokenClaims } from '@parley/worker/contract/join-token.ts';
import { type CryptoKey, createLocalJWKSet, exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { BoxFailure } from '../errors.ts';
import { verifyJoinToken } from './verify-join-token.ts';

const now = new Date('2026-11-22T12:00:00Z');
const nowSeconds = now.getTime() / 1000;
const issuer = 'https://meet.example.org';
const good = {
  iss: issuer,
  aud: 'box-1',
  sub: 'participant-1',
  room: 'abc-defg-hjk',
  placement: 3,
  name: 'Anna',
  role: 'guest',
  media: 'auto',
  rights: 0,
  grants: ['receive', 'send-mic'],
  jti: 'token-0001',
  iat: nowSeconds,
  nbf: nowSeconds,
  exp: nowSeconds + 120,
};

let keys: { privateKey: CryptoKey; jwk: JWK; kid: string }[] = [];
beforeAll(async () => {
  keys = await Promise.all(
    ['key-1', 'key-2'].map(async (kid) => {
      const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
      return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' }, kid };
    }),
  );
});

const rules = () => ({
  boxId: 'box-1',
  issuer,
  getKey: createLocalJWKSet({ keys: keys.map(({ jwk }) => jwk) }),
  keysAvailable: () => true,
});

function key(index = 0) {
  const found = keys[index];
  if (!found) throw new Error('no such key');
  return found;
}

function sign(
  claims: Record<string, unknown>,
  header: Record<string, unknown> = {},
  signWith: CryptoKey | Uint8Array = key().privateKey,
) {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA', typ: 'parley-join+jwt', kid: 'key-1', ...header })
    .sign(signWith);
}

async function verdict(
  token: string | Promise<string>,
  overrides: Partial<ReturnType<typeof rules>> = {},
): Promise<string> {
  try {
    await verifyJoinToken(await token, { ...rules(), ...overrides }, now);
    return 'ok';
  } catch (error) {
    return error instanceof BoxFailure ? error.code : `thrown: ${error}`;
  }
}

/** A token whose header and payload are what they are, signed or not. */
const raw = (header: unknown, payload: unknown, signature = '') =>
  `${[header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.${signature}`;

test('a good token gives its claims', async () => {
  expect(await verifyJoinToken(await sign(good), rules(), now)).toEqual(good);
});

test('one algorithm, pinned: `none` is refused', async () => {
  expect(await verdict(raw({ alg: 'none', typ: 'parley-join+jwt', kid: 'key-1' }, good))).toBe('token-invalid');
});

test('one algorithm, pinned: HS256 with the public key is refused', async () => {
  const { publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const asSecret = new TextEncoder().encode(await exportSPKI(publicKey));
  expect(await verdict(sign(good, { alg: 'HS256' }, asSecret))).toBe('token-invalid');
  const x = new TextEncoder().encode(String(key().jwk.x));
  expect(await verdict(sign(good, { alg: 'HS256' }, x))).toBe('token-invalid');
});

test('one algorithm, pinned: a good signature of another algorithm is refused', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1' };
  expect(await verdict(sign(good, { alg: 'ES256' }, privateKey), { getKey: createLocalJWKSet({ keys: [jwk] }) })).toBe(
    'token-invalid',
  );
});

test.each(['JWT', 'parley-box+jwt', undefined])('a wrong `typ` is refused: %s', async (typ) => {
  expect(await verdict(sign(good, { typ }))).toBe('token-invalid');
});

test('a `kid` is required, even when one key would fit', async () => {
  expect(await verdict(sign(good, { kid: undefined }), { getKey: createLocalJWKSet({ keys: [key().jwk] }) })).toBe(
    'token-invalid',
  );
});

test('overlapping keys: each published one is good', async () => {
  expect(await verdict(sign(good, { kid: 'key-2' }, key(1).privateKey))).toBe('ok');
});

test('a signature of another key, and a changed payload, are refused', async () => {
  expect(await verdict(sign(good, {}, key(1).privateKey))).toBe('token-invalid');
  const [header, , signature] = (await sign(good)).split('.');
  const payload = Buffer.from(JSON.stringify({ ...good, role: 'host' })).toString('base64url');
  expect(await verdict(`${header}.${payload}.${signature}`)).toBe('token-invalid');
});

test('an unknown key is refused', async () => {
  expect(await verdict(sign(good, { kid: 'key-9' }))).toBe('token-invalid');
});

test.each(Object.keys(joinTokenClaims.shape).filter((claim) => claim !== 'until'))(
  'the claim `%s` is required',
  async (claim) => {
    expect(await verdict(sign({ ...good, [claim]: undefined }))).toBe('token-claims-invalid');
  },
);

test.each([
  ['sub', 7],
  ['sub', 'short'],
  ['room', 'ABC-defg-hjk'],
  ['placement', 0],
  ['placement', '3'],
  ['name', ''],
  ['name', 'x'.repeat(65)],
  ['role', 'admin'],
  ['grants', ['everything']],
  ['grants', 'receive'],
  ['jti', ''],
  ['iat', 'yesterday'],
  ['exp', '2030'],
  ['nbf', null],
  ['exp', nowSeconds + 0.5],
  ['until', '2030'],
  ['until', null],
] as const)('a malformed claim is refused: %s = %j', async (claim, value) => {
  expect(await verdict(sign({ ...good, [claim]: value }))).toBe('token-claims-invalid');
});

test('`iss`: another Worker is refused', async () => {
  expect(await verdict(sign({ ...good, iss: 'https://evil.example' }))).toBe('token-wrong-issuer');
});

test('`aud`: another box is refused, and a list of boxes too', async () => {
  expect(await verdict(sign({ ...good, aud: 'box-2' }))).toBe('token-wrong-box');
  expect(await verdict(sign({ ...good, aud: ['box-1', 'box-2'] }))).toBe('token-claims-invalid');
});

test('skew of 30 s, no more', async () => {
  const shifted = (seconds: number) =>
    sign({ ...good, iat: good.iat + seconds, nbf: good.nbf + seconds, exp: good.exp + seconds });
  expect(await verdict(shifted(-149))).toBe('ok');
  expect(await verdict(shifted(-150))).toBe('token-expired');
  expect(await verdict(shifted(30))).toBe('ok');
  expect(await verdict(shifted(31))).toBe('token-not-yet-valid');
  expect(await verdict(sign({ ...good, iat: good.iat + 31 }))).toBe('token-not-yet-valid');
});

test('a token may not live longer than 120 s', async () => {
  expect(await verdict(sign({ ...good, exp: good.iat + 121 }))).toBe('token-claims-invalid');
  expect(await verdict(sign({ ...good, exp: good.iat + 121, nbf: good.iat + 5 }))).toBe('token-claims-invalid');
  expect(await verdict(sign({ ...good, nbf: good.nbf - 10 }))).toBe('token-claims-invalid');
  expect(await verdict(sign({ ...good, exp: good.iat }))).toBe('token-claims-invalid');
});

test('a stay that is over already does not begin', async () => {
  expect(await verifyJoinToken(await sign({ ...good, until: nowSeconds + 1 }), rules(), now)).toEqual({
    ...good,
    until: nowSeconds + 1,
  });
  expect(await verdict(sign({ ...good, until: nowSeconds }))).toBe('token-expired');
});

test('without any keys the fault is named as the box’s own', async () => {
  const getKey = () => Promise.reject(new Error('fetch failed'));
  expect(await verdict(sign(good), { getKey: getKey as never, keysAvailable: () => false })).toBe('keys-unavailable');
});

test.each(['', 'x', 'a.b.c', '..', '{}', 'a'.repeat(4096)])('garbage is refused: %.20s', async (token) => {
  expect(await verdict(token)).toBe('token-invalid');
});
