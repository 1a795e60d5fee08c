import { calculateJwkThumbprint } from 'jose';
import type { Env } from '../environment.ts';
import { log } from '../log.ts';
import { base64url, deriveBits, fromBase64url } from '../secrets.ts';
import { pendingKeyAt, publishAheadMs, publishedKeysAt, signingKeyAt } from './signing-key-state.ts';
import { deleteKeys, insertKey, listKeys, type StoredKey } from './signing-key-store.ts';

/** How long an isolate goes without asking the database for new keys. Far below `publishAheadMs`. */
const cacheMs = 60_000;

export type SigningKey = { kid: string; privateKey: CryptoKey };

type Cached = { keys: StoredKey[]; readAtMs: number; privateKeys: Map<string, Promise<CryptoKey>> };
const caches = new WeakMap<D1Database, Cached>();

async function keysOf(env: Env, nowMs: number): Promise<Cached> {
  const cached = caches.get(env.DB);
  if (cached && nowMs - cached.readAtMs < cacheMs) return cached;
  let keys = await listKeys(env.DB);
  if (keys.length === 0) {
    await addKey(env, 1, nowMs);
    keys = await listKeys(env.DB);
  }
  const fresh = { keys, readAtMs: nowMs, privateKeys: cached?.privateKeys ?? new Map() };
  caches.set(env.DB, fresh);
  return fresh;
}

/** The key that signs now; the first one is made when first needed. */
export async function currentSigningKey(env: Env, nowMs: number): Promise<SigningKey> {
  const { keys, privateKeys } = await keysOf(env, nowMs);
  const key = signingKeyAt(keys, nowMs);
  if (!key) throw new Error('No signing key has reached its time.');
  let privateKey = privateKeys.get(key.kid);
  if (!privateKey) {
    privateKey = decryptKey(env, key);
    privateKeys.set(key.kid, privateKey);
    privateKey.catch(() => privateKeys.delete(key.kid));
  }
  return { kid: key.kid, privateKey: await privateKey };
}

/** The public keys, as RFC 7517 wants them: nothing private is even read. */
export async function publicKeySet(env: Env, nowMs: number) {
  const { keys } = await keysOf(env, nowMs);
  return {
    keys: publishedKeysAt(keys, nowMs).map(({ kid, publicX }) => ({
      kty: 'OKP',
      crv: 'Ed25519',
      alg: 'EdDSA',
      use: 'sig',
      kid,
      x: publicX,
    })),
  };
}

/** Publishes the next key, unless one waits for its time already, and forgets those nobody needs any more. */
export async function rotateSigningKeys(env: Env, nowMs: number): Promise<{ kid: string; signsFromMs: number }> {
  await keysOf(env, nowMs);
  const before = await listKeys(env.DB);
  if (!pendingKeyAt(before, nowMs)) await addKey(env, (before.at(-1)?.number ?? 0) + 1, nowMs + publishAheadMs);
  const keys = await listKeys(env.DB);
  const needed = publishedKeysAt(keys, nowMs);
  await deleteKeys(
    env.DB,
    keys.filter((key) => !needed.includes(key)).map((key) => key.number),
  );
  caches.delete(env.DB);
  const next = pendingKeyAt(keys, nowMs);
  if (!next) throw new Error('The next signing key was not kept.');
  return { kid: next.kid, signsFromMs: next.signsFromMs };
}

async function addKey(env: Env, number: number, signsFromMs: number): Promise<void> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  const jwk = (await crypto.subtle.exportKey('jwk', pair.privateKey)) as JsonWebKey;
  const publicX = jwk.x ?? '';
  const kid = await calculateJwkThumbprint({ kty: 'OKP', crv: 'Ed25519', x: publicX });
  const privateJwk = await encrypt(env, kid, JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: publicX, d: jwk.d }));
  await insertKey(env.DB, { number, kid, publicX, privateJwk, signsFromMs });
  log({ level: 'info', event: 'signing-key-made', kid, signsFromMs });
}

const encoder = new TextEncoder();

async function wrappingKey(env: Env): Promise<CryptoKey> {
  const bits = await deriveBits(env.SIGNING_KEYS_SECRET ?? '', 'parley signing keys');
  return crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** AES-256-GCM, bound to the key's id, so that no row can be put in another one's place. */
async function encrypt(env: Env, kid: string, text: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const algorithm = { name: 'AES-GCM', iv, additionalData: encoder.encode(kid) };
  const sealed = await crypto.subtle.encrypt(algorithm, await wrappingKey(env), encoder.encode(text));
  return `${base64url(iv)}.${base64url(sealed)}`;
}

async function decryptKey(env: Env, { kid, privateJwk }: StoredKey): Promise<CryptoKey> {
  const [iv = '', sealed = ''] = privateJwk.split('.');
  const algorithm = { name: 'AES-GCM', iv: fromBase64url(iv), additionalData: encoder.encode(kid) };
  const text = await crypto.subtle.decrypt(algorithm, await wrappingKey(env), fromBase64url(sealed)).catch(() => {
    throw new Error(`Signing key ${kid} does not open: SIGNING_KEYS_SECRET is not the one it was kept with.`);
  });
  return crypto.subtle.importKey('jwk', JSON.parse(new TextDecoder().decode(text)), 'Ed25519', false, ['sign']);
}
