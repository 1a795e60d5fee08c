import * as z from 'zod/mini';
import { boxId, region, secret } from './ids.ts';

/** Where browsers reach the box: https, or http for localhost in development. No query, no fragment. */
export const boxUrl = z.url().check(z.regex(/^https?:\/\/[^?#]+$/), z.maxLength(200));

export const newEnrolmentToken = z.strictObject({ boxId, url: boxUrl, region });
/** One-time, for this box id and address only, good for one hour. */
export const enrolmentToken = z.object({ token: secret, expiresAtMs: z.int() });

export const enrolment = z.strictObject({
  token: secret,
  boxId,
  /** The box's public key; the private half never leaves the box. */
  publicKey: z.strictObject({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
  }),
});
/** What the Worker bound: the box cannot change it later. */
export const enrolled = z.object({ boxId, url: boxUrl, region });

/** A box as an operator sees it. */
export const box = z.object({
  id: boxId,
  url: z.string(),
  region: z.string(),
  linked: z.boolean(),
  healthy: z.boolean(),
  /** It takes no new meetings, and those on it are moved away. */
  draining: z.boolean(),
  software: z.nullable(z.string()),
  participants: z.int(),
  rooms: z.int(),
  capacity: z.int(),
  cpu: z.number(),
  lastSeenAtMs: z.nullable(z.int()),
});
export type Box = z.infer<typeof box>;
