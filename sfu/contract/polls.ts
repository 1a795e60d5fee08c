import { opaqueId } from '@parley/worker/contract/ids.ts';
import { maxPollOptions, poll } from '@parley/worker/contract/room-state.ts';
import * as z from 'zod/mini';

/** How an option stands. */
export const pollResult = z.object({
  votes: z.int().check(z.nonnegative()),
  /** Who voted for it, in the order of voting; empty in an anonymous poll. */
  voters: z.array(z.object({ participantId: opaqueId, name: z.string() })),
});

/** A poll as everybody sees it, results included: live. */
export const pollStand = z.object({
  poll,
  /** One for each option. */
  results: z.array(pollResult).check(z.maxLength(maxPollOptions)),
});
export type PollStand = z.infer<typeof pollStand>;

/** A poll as its reader sees it. */
export const pollView = z.extend(pollStand, {
  /** Index of the option that the reader chose; null: none. */
  chosen: z.nullable(z.int()),
});
export type PollView = z.infer<typeof pollView>;
