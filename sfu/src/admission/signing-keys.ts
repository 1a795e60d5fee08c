import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRemoteJWKSet, customFetch, type ExportedJWKSCache, type JWTVerifyGetKey, jwksCache } from 'jose';
import * as z from 'zod/mini';
import type { Log } from '../log.ts';
import type { Timers } from '../timers.ts';

/** Where the last good key set is kept between starts, in the data directory. */
const fileName = 'signing-keys.json';
/** Between two fetches for unknown keys: tokens with made-up key ids must not make the box hammer the Worker. */
const cooldownMs = 30_000;
/** The same while there are no keys at all, when every token needs them. */
const cooldownWithoutKeysMs = 1_000;
/** How often the set is fetched anyway, so that a key that the Worker withdrew ends here too. */
const refreshMs = 10 * 60_000;

/** jose writes into it after each fetch; empty before the first. */
type KeyCache = Partial<ExportedJWKSCache>;

const savedKeys = z.object({
  issuer: z.string(),
  uat: z.number(),
  jwks: z.object({ keys: z.array(z.looseObject({ kty: z.string() })) }),
});

/** The Worker's public keys: fetched when needed, kept while the Worker is down, saved over restarts. */
export interface SigningKeys {
  getKey: JWTVerifyGetKey;
  /** There is a set, however old. */
  readonly available: boolean;
  /** Fetches the set now; a failure is logged and leaves the set as it is. */
  refresh(): Promise<void>;
  /** Resolves when nothing is being written any more. */
  close(): Promise<void>;
}

export async function openSigningKeys(options: {
  workerOrigin: string;
  dataDir: string;
  timers: Timers;
  log: Log;
  cooldownMs?: number;
  /** In place of the global one: what else an answer of the Worker tells. */
  fetch?: typeof fetch;
}): Promise<SigningKeys> {
  const { workerOrigin, timers, log } = options;
  const file = join(options.dataDir, fileName);
  const cache = await readSaved(file, workerOrigin);
  let lastAttemptMs = Number.NEGATIVE_INFINITY;

  // jose's own cooldown begins with a success only: while the Worker is down, each unknown key id would be a fetch.
  const fetchSeldom = async (...[url, init]: Parameters<typeof fetch>): Promise<Response> => {
    const pauseMs = cache.jwks ? (options.cooldownMs ?? cooldownMs) : cooldownWithoutKeysMs;
    if (Date.now() - lastAttemptMs < pauseMs) throw new Error('The keys were asked for a moment ago.');
    lastAttemptMs = Date.now();
    return (options.fetch ?? fetch)(url, init);
  };
  const keySet = createRemoteJWKSet(new URL('/.well-known/jwks.json', workerOrigin), {
    cooldownDuration: options.cooldownMs ?? cooldownMs,
    // Never too old to use: `refresh` keeps it fresh while the Worker can be reached.
    cacheMaxAge: Number.POSITIVE_INFINITY,
    [jwksCache]: cache as ExportedJWKSCache,
    [customFetch]: fetchSeldom,
  });

  let savedAtMs = 'uat' in cache ? cache.uat : 0;
  let closed = false;
  let saving = Promise.resolve();
  const save = async (issuedBy: KeyCache) => {
    await writeFile(`${file}.new`, JSON.stringify({ issuer: workerOrigin, ...issuedBy }), { mode: 0o600 });
    await rename(`${file}.new`, file);
  };
  const saveIfNew = () => {
    if (closed || !('uat' in cache) || !cache.jwks || cache.uat === savedAtMs) return;
    savedAtMs = cache.uat;
    log('keys-refreshed', { keys: cache.jwks.keys.length });
    const saved = { ...cache };
    saving = saving.then(() => save(saved)).catch((error) => log('keys-not-refreshed', { error }));
  };
  const refresh = async () => {
    try {
      lastAttemptMs = Number.NEGATIVE_INFINITY;
      await keySet.reload();
      saveIfNew();
    } catch (error) {
      log('keys-not-refreshed', { error });
    }
  };
  const cancel = timers.every(refreshMs, () => void refresh());

  return {
    getKey: async (header, token) => {
      const key = await keySet(header, token);
      saveIfNew();
      return key;
    },
    get available() {
      return Boolean(cache.jwks);
    },
    refresh,
    close: async () => {
      closed = true;
      cancel();
      await saving;
    },
  };
}

/** The saved set of this Worker, or an empty cache: a damaged file is no reason not to start. */
async function readSaved(file: string, issuer: string): Promise<KeyCache> {
  try {
    const saved = savedKeys.parse(JSON.parse(await readFile(file, 'utf8')));
    return saved.issuer === issuer ? { uat: saved.uat, jwks: saved.jwks } : {};
  } catch {
    return {};
  }
}
