import * as z from 'zod/mini';
import { opaqueId } from './ids.ts';
import { role } from './roles.ts';

/**
 * The soft state of a room: what people would miss if their box died. The box keeps it and reports it over the box link; the live
 * meeting keeps the copy that the next box gets with the placement. It is never taken from clients.
 */

export const maxChatLength = 2_000;
/** Newest messages kept, here and on the box. */
export const maxChatMessages = 300;

export const chatMessage = z.object({
  id: opaqueId,
  /** Counts the room's messages from 1, over all its placements: the order, and what was seen already. */
  seq: z.int().check(z.positive()),
  participantId: opaqueId,
  /** As it was when they wrote: they may be gone. */
  name: z.string().check(z.maxLength(64)),
  text: z.string().check(z.minLength(1), z.maxLength(maxChatLength)),
  atMs: z.int(),
});
export type ChatMessage = z.infer<typeof chatMessage>;

/** Someone who was in the room when its box was lost or given up, and is expected on the next one. */
export const expectedParticipant = z.object({
  id: opaqueId,
  name: z.string().check(z.maxLength(64)),
  role,
  /** When they raised their hand; null when it is down. */
  handRaisedAtMs: z.nullable(z.int()),
});
export type ExpectedParticipant = z.infer<typeof expectedParticipant>;
