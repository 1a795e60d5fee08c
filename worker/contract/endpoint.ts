import * as z from 'zod/mini';
import type { WorkerErrorCode } from './errors.ts';

export const nothing = z.strictObject({});
export const done = z.object({ ok: z.literal(true) });

/**
 * How a caller shows who they are. `host`: session cookie of the meeting's owner. `moderator`: the owner's session, or
 * `Authorization: Seat <seat id>.<seat secret>` of a host or co-host. `seat`: that of anybody who was admitted. `operator`: session of an address in OPERATORS, or
 * `Authorization: Bearer <OPERATOR_KEY>`.
 */
export type Caller = 'anyone' | 'signed-in' | 'host' | 'moderator' | 'seat' | 'operator';

export type Endpoint = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  summary: string;
  caller: Caller;
  params?: z.core.$ZodType;
  body?: z.core.$ZodType;
  reply: z.core.$ZodType;
  /** Beyond those any endpoint may answer: bad-request, too-large, rate-limited, internal. */
  errors: readonly WorkerErrorCode[];
};
