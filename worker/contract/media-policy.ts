import * as z from 'zod/mini';

/**
 * How media may travel in a meeting. `auto`: directly between two people, through the box as soon as that serves them better.
 * `sfu`: always through the box. `p2p`: always directly, between at most four people; a relay (TURN) where nothing else works.
 */
export const mediaPolicy = z.enum(['auto', 'sfu', 'p2p']);
export type MediaPolicy = z.infer<typeof mediaPolicy>;

/** Seats of a meeting whose policy is `p2p`: everybody sends to everybody. */
export const maxDirectSeats = 4;
