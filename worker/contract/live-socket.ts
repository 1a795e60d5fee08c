import * as z from 'zod/mini';
import { opaqueId, secret } from './ids.ts';
import { waitingReason } from './meetings.ts';
import { permissions } from './roles.ts';

/**
 * The live socket: a WebSocket at `/api/meetings/:id/live` between a browser and the live meeting, JSON text messages.
 * Someone in the lobby can do exactly two things there: wait, and leave. Hosts and co-hosts hear who knocks.
 */

/** The first message must be `hello`, within 5 s; a second one, or anything unknown, closes the socket with 4400. */
export const fromBrowser = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), seatId: opaqueId, secret }),
  z.strictObject({ type: z.literal('leave') }),
]);
export type FromBrowser = z.infer<typeof fromBrowser>;

export const knock = z.object({ seatId: opaqueId, name: z.string(), sinceMs: z.int() });
export type Knock = z.infer<typeof knock>;

export const toBrowser = z.discriminatedUnion('type', [
  /** You are in the lobby: until a host admits you, or (`no-host`) until one is there. Sent at hello and when that changes. */
  z.object({ type: z.literal('waiting'), reason: waitingReason }),
  /** Ask to join again, with the same seat. */
  z.object({ type: z.literal('admitted') }),
  z.object({
    type: z.literal('refused'),
    code: z.enum(['denied', 'removed', 'meeting-ended', 'meeting-deleted', 'seat-unknown']),
  }),
  /** To hosts and co-hosts: all who wait, first come first; sent at hello and at every change. */
  z.object({ type: z.literal('knocks'), knocks: z.array(knock) }),
  /** To hosts and co-hosts, at hello and at every change. */
  z.object({ type: z.literal('settings'), locked: z.boolean(), lobby: z.boolean(), permissions }),
]);
export type ToBrowser = z.infer<typeof toBrowser>;

/** Text frames answered without waking the object (hibernation API auto-response). */
export const pingText = 'ping';
export const pongText = 'pong';

/** WebSocket close codes of the live socket and the box link. */
export const closeCodes = {
  badMessage: 4400,
  notAllowed: 4401,
  refused: 4403,
  replaced: 4409,
  tooManyMessages: 4429,
  ended: 4410,
} as const;
