import * as z from 'zod/mini';
import { boxId, meetingId, opaqueId, placement, rightsVersion } from './ids.ts';
import { mediaPolicy } from './media-policy.ts';
import { grant, role } from './roles.ts';

/** The `typ` header of a join token. A JWT of any other type is refused, however well signed. */
export const joinTokenType = 'parley-join+jwt';

/** The one algorithm: EdDSA (RFC 8037) with an Ed25519 key. */
export const joinTokenAlgorithm = 'EdDSA';

/** Longest life of a join token. Expiry limits connecting, never staying. */
export const joinTokenLifeSeconds = 120;

/** How far the clocks of Worker and box may disagree. */
export const clockSkewSeconds = 30;

/** Claims of a join token: "this participant may connect to this room on this box, with these grants". All but `until` are required. */
export const joinTokenClaims = z.object({
  /** Origin of the Worker that signed it. */
  iss: z.url(),
  /** The one box that may accept it. A string: a list of audiences is refused. */
  aud: boxId,
  /** Participant id. */
  sub: opaqueId,
  /** The live meeting's room: the meeting id. */
  room: meetingId,
  /** Placement for which it was signed: a box that serves another placement of the meeting refuses it. */
  placement,
  name: z.string().check(z.minLength(1), z.maxLength(64)),
  role,
  /** How media may travel in this meeting; `auto` outside the rollout share is signed as `sfu`. */
  media: mediaPolicy,
  grants: z.array(grant).check(z.maxLength(16)),
  /** The rights these grants belong to; a box that was told newer ones (`set-rights`) goes by those. */
  rights: rightsVersion,
  /** Unique per token; each is taken once. */
  jti: opaqueId,
  /** Seconds since 1970, as all JWT times. */
  iat: z.int(),
  nbf: z.int(),
  exp: z.int(),
  /** When the box ends this stay as `left`, in seconds since 1970: for call tests. Left out: they may stay. */
  until: z.optional(z.int()),
});
export type JoinTokenClaims = z.infer<typeof joinTokenClaims>;
