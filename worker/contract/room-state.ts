import * as z from 'zod/mini';
import { sharedFile } from './files.ts';
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
  /** As it was when they wrote: what tells a host from someone of the same name. */
  role,
  /** Whom it is for, and their name then; null: everybody. */
  to: z.nullable(z.object({ participantId: opaqueId, name: z.string().check(z.maxLength(64)) })),
  /** Empty only beside a file. */
  text: z.string().check(z.maxLength(maxChatLength)),
  file: z.nullable(sharedFile),
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

export const maxPolls = 20;
export const maxPollOptions = 10;

/** A question to everybody. Its votes are counted by whoever keeps it: one per participant, the last one given. */
export const poll = z.object({
  id: opaqueId,
  question: z.string().check(z.minLength(1), z.maxLength(200)),
  options: z
    .array(z.string().check(z.minLength(1), z.maxLength(100)))
    .check(z.minLength(2), z.maxLength(maxPollOptions)),
  /** Nobody, the host included, is told who voted for what. */
  anonymous: z.boolean(),
  open: z.boolean(),
  createdAtMs: z.int(),
});
export type Poll = z.infer<typeof poll>;

/** Index of the option; null: taken back. */
export const vote = z.object({
  pollId: opaqueId,
  participantId: opaqueId,
  name: z.string().check(z.maxLength(64)),
  option: z.nullable(z.int().check(z.nonnegative(), z.maximum(maxPollOptions - 1))),
});
export type Vote = z.infer<typeof vote>;
