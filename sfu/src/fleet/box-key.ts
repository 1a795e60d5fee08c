import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK } from 'jose';
import * as z from 'zod/mini';
import { StartFailure } from '../errors.ts';

/** The box's identity: made on the first start, readable by its own user only, never sent anywhere. */
export interface BoxKey {
  privateKey: CryptoKey;
  publicKey: { kty: 'OKP'; crv: 'Ed25519'; x: string };
  /** It was made by this call. */
  isNew: boolean;
}

const base64url32 = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
const keyFile = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: base64url32, d: base64url32 });

/** @throws {StartFailure} when the data directory cannot be used or the key file is damaged. */
export async function openBoxKey(dataDir: string): Promise<BoxKey> {
  const file = join(dataDir, 'box-key.json');
  const saved = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new StartFailure(`The box key ${file} cannot be read.`, error);
  });
  if (saved !== null) return useKey(saved, file);
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = keyFile.parse(await exportJWK(privateKey));
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    // `wx`: two boxes started on one directory must not each believe in a key of their own.
    await writeFile(file, JSON.stringify(jwk), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new StartFailure(`The box key ${file} cannot be written: is BOX_DATA_DIR right?`, error);
  }
  return { privateKey, publicKey: { kty: jwk.kty, crv: jwk.crv, x: jwk.x }, isNew: true };
}

async function useKey(saved: string, file: string): Promise<BoxKey> {
  try {
    const jwk = keyFile.parse(JSON.parse(saved));
    const privateKey = (await importJWK(jwk, 'EdDSA')) as CryptoKey;
    return { privateKey, publicKey: { kty: jwk.kty, crv: jwk.crv, x: jwk.x }, isNew: false };
  } catch (error) {
    throw new StartFailure(
      `The box key ${file} is damaged: restore it, or delete the directory and enrol the box anew.`,
      error,
    );
  }
}
