import * as z from 'zod/mini';
import { boxProblem } from './box-link.ts';
import { boxId, region, secret } from './ids.ts';

/** Where browsers reach the box: https, or http for localhost in development. No query, no fragment, no white space. */
export const boxUrl = z.url().check(z.regex(/^https?:\/\/[^?#\s]+$/), z.maxLength(200));

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
  /** Linked, and without a problem. */
  healthy: z.boolean(),
  problems: z.array(boxProblem),
  /** It takes no new meetings, and those on it are moved away. */
  draining: z.boolean(),
  software: z.nullable(z.string()),
  participants: z.int(),
  rooms: z.int(),
  roomsInP2p: z.int(),
  roomsBySize: z.array(z.int()),
  capacity: z.int(),
  capacityMbps: z.nullable(z.number()),
  cpu: z.number(),
  consumers: z.int(),
  sendMbps: z.number(),
  /** Version of its signaling; null before its first link. */
  protocol: z.nullable(z.int()),
  lastSeenAtMs: z.nullable(z.int()),
});
export type Box = z.infer<typeof box>;

/**
 * Why a box was not let in: `box-unknown`: of this id none is enrolled (any more); `key-wrong`: signed with another key than the
 * enrolled one; `token-invalid`: expired, used before, or not a token; `clock-wrong`: its clock is off by more than
 * `clockToleranceMs`; `version-incompatible`: it speaks another version of the box link; `not-as-enrolled`: another id or region.
 * The box is told by the error's code at the upgrade, and after its hello by the reason of the close (`refused`): `code: what differs`.
 */
export const boxRefusalCode = z.enum([
  'box-unknown',
  'key-wrong',
  'token-invalid',
  'clock-wrong',
  'version-incompatible',
  'not-as-enrolled',
]);
export type BoxRefusalCode = z.infer<typeof boxRefusalCode>;

/** Attempts of one kind by one (alleged) box. */
export const boxRefusal = z.object({
  boxId: z.string(),
  code: boxRefusalCode,
  /** What differs, for people. */
  detail: z.string(),
  times: z.int(),
  lastAtMs: z.int(),
});
export type BoxRefusal = z.infer<typeof boxRefusal>;
