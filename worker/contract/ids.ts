import * as z from 'zod/mini';

/** Letters of a meeting id: the alphabet without `i`, `l` and `o`, which are misread and misheard. */
export const meetingIdLetters = 'abcdefghjkmnpqrstuvwxyz';

/** `abc-defg-hjk`: 23^10 possibilities (45 bits), read out in three breaths. */
export const meetingId = z.string().check(z.regex(/^[a-hjkmnp-z]{3}-[a-hjkmnp-z]{4}-[a-hjkmnp-z]{3}$/));

/** An opaque random id of a seat or participant: base64url, no padding. */
export const opaqueId = z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/));

/** An opaque secret: at least 128 bits as base64url, no padding. */
export const secret = z.string().check(z.regex(/^[A-Za-z0-9_-]{22,128}$/));

/** A box's name in the fleet, chosen by the operator: a DNS label. */
export const boxId = z.string().check(z.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/));

/** A box's region, chosen by the operator, for instance `eu-central` or `local`. */
export const region = z.string().check(z.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/));

/** The number of a live meeting's stay on a box. It grows by one each time the meeting is placed and never shrinks. */
export const placement = z.int().check(z.positive());

/** Grows with each change of somebody's role or of what guests may do in a live meeting. */
export const rightsVersion = z.int().check(z.nonnegative());
