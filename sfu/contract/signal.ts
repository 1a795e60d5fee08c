import { opaqueId } from '@parley/worker/contract/ids.ts';
import * as z from 'zod/mini';
import { source } from './shapes.ts';

/**
 * Negotiation of a direct connection (perfect negotiation, W3C WebRTC §10.7), between two clients that need not trust each other:
 * the box passes on only what fits, and each end believes of it only what the roster says as well.
 */

const mid = z.string().check(z.minLength(1), z.maxLength(32));

/** Largest session description in UTF-16 units: four sources each way take about 12,000. */
export const maxSdpLength = 32 * 1024;

const description = z.strictObject({
  type: z.enum(['offer', 'answer']),
  sdp: z.string().check(z.maxLength(maxSdpLength)),
  /** Which source each of the sender's own media sections carries. */
  sources: z.array(z.strictObject({ mid, source })).check(z.maxLength(8)),
});

const candidate = z.strictObject({
  /** Empty: the last one of this generation. */
  candidate: z.string().check(z.maxLength(512)),
  sdpMid: z.nullable(mid),
  sdpMLineIndex: z.nullable(z.int().check(z.minimum(0), z.maximum(64))),
  usernameFragment: z.nullable(z.string().check(z.maxLength(256))),
});

/** Fields of a signal, apart from who it is for or from. */
export const signal = {
  /** Names one end of one connection: another one means that the other end began anew, and so does this one. */
  link: opaqueId,
  description: z.optional(description),
  candidates: z.optional(z.array(candidate).check(z.maxLength(32))),
};
export type Signal = {
  link: string;
  description?: z.infer<typeof description> | undefined;
  candidates?: z.infer<typeof candidate>[] | undefined;
};
