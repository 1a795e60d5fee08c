import { readFileSync } from 'node:fs';
import { availableParallelism, networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { boxUrl } from '@parley/worker/contract/boxes.ts';
import { boxId, region, secret } from '@parley/worker/contract/ids.ts';
import * as z from 'zod/mini';
import { StartFailure } from './errors.ts';
import { defaultListenAddresses } from './media/listen-addresses.ts';

/** Version of the software that this is. */
export const softwareVersion = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))).version;

/** Everything an operator decides about a box. Times in milliseconds, addresses without brackets. */
export interface Config {
  /** Origin of the Worker: issuer of join tokens, end of the box link. */
  workerOrigin: string;
  boxId: string;
  region: string;
  /** Participants it is willing to carry. */
  capacity: number;
  /** What it is willing to send, in Mbit/s; null: it does not say. */
  capacityMbps: number | null;
  listenHost: string;
  /** 0 picks a free one (tests). */
  port: number;
  /** Where browsers reach it; must be the address it was enrolled with. */
  publicUrl: string;
  dataDir: string;
  /** Only needed on the first start. */
  enrolmentToken: string | null;
  /** Addresses the media workers listen on, each with the address told to clients when it differs (NAT). */
  mediaAddresses: { listen: string; announced: string | null }[];
  /** Media worker i listens on `mediaPort + i`, UDP and TCP. */
  mediaPort: number;
  mediaWorkers: number;
  /** Rooms of up to so many people get everything that is sent; in larger ones the box selects for each what they see and hear. */
  forwardAllUpTo: number;
  /** Media worker binary; null takes mediasoup's own. */
  mediaWorkerBin: string | null;
  /** Batches the media workers' sends; null: each datagram is sent by itself. */
  sendBatchingLibrary: string | null;
  /** Where the soft state of rooms is kept as well; null: only in this process and with the Worker. */
  redisUrl: string | null;
  /** Opens `/metrics` to others than the local machine. */
  metricsToken: string | null;
  allowedOrigins: string[];
  logLevel: string;
  production: boolean;
}

const list = z.pipe(
  z.string(),
  z.transform((text) => text.split(',').flatMap((entry) => entry.trim() || [])),
);
const wholeNumber = (minimum: number, maximum: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d{1,9}$/, 'is not a whole number')),
    z.pipe(z.transform(Number), z.int().check(z.minimum(minimum), z.maximum(maximum))),
  );
const origin = z.pipe(
  z.string().check(
    z.refine((text) => {
      const url = URL.parse(text);
      return url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash;
    }, 'is not an origin like https://meet.example.org'),
  ),
  z.transform((text) => new URL(text).origin),
);
const redisUrl = z.string().check(
  z.refine((text) => {
    const url = URL.parse(text);
    return (
      url !== null && /^rediss?:$/.test(url.protocol) && url.hostname !== '' && /^(\/\d{0,2})?$/.test(url.pathname)
    );
  }, 'is not an address like redis://localhost:6379 or rediss://user:password@redis.example.org'),
);
const address = z.union([z.ipv4(), z.ipv6()]);
const announcedAddress = z.union([address, z.hostname()]);

const environment = z.object({
  PARLEY_WORKER_URL: origin,
  BOX_ID: boxId,
  BOX_REGION: region,
  BOX_CAPACITY: z.optional(wholeNumber(1, 100_000)),
  BOX_CAPACITY_MBPS: z.optional(wholeNumber(1, 1_000_000)),
  BOX_LISTEN_HOST: z._default(z.string(), '127.0.0.1'),
  BOX_PORT: z._default(wholeNumber(0, 65_535), 4400),
  BOX_PUBLIC_URL: boxUrl,
  BOX_DATA_DIR: z.string(),
  BOX_ENROLMENT_TOKEN: z.optional(secret),
  MEDIA_LISTEN_ADDRESSES: z.optional(z.pipe(list, z.array(address).check(z.minLength(1), z.maxLength(16)))),
  MEDIA_ANNOUNCED_ADDRESSES: z.optional(z.pipe(list, z.array(announcedAddress).check(z.maxLength(16)))),
  MEDIA_PORT: z._default(wholeNumber(1024, 65_535), 44_400),
  FORWARD_ALL_UP_TO: z._default(wholeNumber(1, 1_000), 16),
  MEDIA_WORKERS: z.optional(wholeNumber(1, 256)),
  MEDIASOUP_WORKER_BIN: z.optional(z.string()),
  SEND_BATCHING: z._default(z.enum(['auto', 'off']), 'auto'),
  SEND_BATCHING_LIBRARY: z.optional(z.string()),
  REDIS_URL: z.optional(redisUrl),
  METRICS_TOKEN: z.optional(z.string().check(z.minLength(16, 'is shorter than 16 characters'))),
  ALLOWED_ORIGINS: z.optional(z.pipe(list, z.array(origin))),
  LOG_LEVEL: z._default(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']), 'info'),
  NODE_ENV: z.optional(z.string()),
});

/** Participants per core in the default capacity: a cautious figure for 720p with layers; measure, then set BOX_CAPACITY. */
const participantsPerCore = 50;

/**
 * Reads the environment. Empty variables count as unset.
 * @throws {StartFailure} with one sentence per bad value.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const sentences = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return name in given ? `${name} is not valid: ${message}.` : `${name} is not set.`;
    });
    throw new StartFailure([...new Set(sentences)].join(' '));
  }
  const value = parsed.data;
  const production = value.NODE_ENV === 'production';
  const mediaWorkers = value.MEDIA_WORKERS ?? availableParallelism();
  const announced = value.MEDIA_ANNOUNCED_ADDRESSES;
  if (production)
    refuseDefaults({ METRICS_TOKEN: value.METRICS_TOKEN, BOX_ENROLMENT_TOKEN: value.BOX_ENROLMENT_TOKEN });
  if (value.MEDIA_PORT + mediaWorkers - 1 > 65_535) {
    throw new StartFailure(`MEDIA_PORT is not valid: ${mediaWorkers} media workers need as many ports from it on.`);
  }
  return {
    workerOrigin: value.PARLEY_WORKER_URL,
    boxId: value.BOX_ID,
    region: value.BOX_REGION,
    capacity: value.BOX_CAPACITY ?? mediaWorkers * participantsPerCore,
    capacityMbps: value.BOX_CAPACITY_MBPS ?? null,
    listenHost: value.BOX_LISTEN_HOST,
    port: value.BOX_PORT,
    publicUrl: value.BOX_PUBLIC_URL,
    dataDir: resolve(value.BOX_DATA_DIR),
    enrolmentToken: value.BOX_ENROLMENT_TOKEN ?? null,
    mediaAddresses: pairAddresses(
      value.MEDIA_LISTEN_ADDRESSES ?? defaultListenAddresses(networkInterfaces(), production, announced !== undefined),
      announced,
    ),
    mediaPort: value.MEDIA_PORT,
    mediaWorkers,
    forwardAllUpTo: value.FORWARD_ALL_UP_TO,
    mediaWorkerBin: value.MEDIASOUP_WORKER_BIN ?? null,
    sendBatchingLibrary: value.SEND_BATCHING === 'off' ? null : (value.SEND_BATCHING_LIBRARY ?? null),
    redisUrl: value.REDIS_URL ?? null,
    metricsToken: value.METRICS_TOKEN ?? null,
    allowedOrigins: value.ALLOWED_ORIGINS ?? [value.PARLEY_WORKER_URL],
    logLevel: value.LOG_LEVEL,
    production,
  };
}

/** Secrets that everybody knows: good enough for a laptop. */
function refuseDefaults(secrets: Record<string, string | undefined>): void {
  for (const [name, text] of Object.entries(secrets)) {
    if (/^dev-/i.test(text ?? '')) throw new StartFailure(`${name} is not valid: it is a development secret.`);
    if (/^(change|replace|example|your)[-_ ]?/i.test(text ?? ''))
      throw new StartFailure(`${name} is not valid: it is a placeholder.`);
  }
}

function pairAddresses(listen: string[], announced: string[] | undefined): Config['mediaAddresses'] {
  if (listen.length === 0) {
    throw new StartFailure(
      'MEDIA_LISTEN_ADDRESSES is not set, and this machine has no network address to take instead.',
    );
  }
  if (announced && announced.length !== listen.length) {
    throw new StartFailure(
      `MEDIA_ANNOUNCED_ADDRESSES is not valid: it has ${announced.length} addresses for ${listen.length} to listen on.`,
    );
  }
  const wildcard = listen.findIndex((entry, index) => /^(0\.0\.0\.0|[:0]+)$/.test(entry) && !announced?.[index]);
  if (wildcard !== -1) {
    throw new StartFailure(
      `MEDIA_LISTEN_ADDRESSES is not valid: ${listen[wildcard]} needs an address in MEDIA_ANNOUNCED_ADDRESSES.`,
    );
  }
  return listen.map((entry, index) => ({ listen: entry, announced: announced?.[index] ?? null }));
}
