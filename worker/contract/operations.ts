import * as z from 'zod/mini';
import { box, boxRefusal } from './boxes.ts';

/** How media travel; the same words as the box's. */
const mode = z.enum(['p2p', 'sfu']);

const milliseconds = z.int().check(z.minimum(0), z.maximum(600_000));

/** How one way did during a call, as one client measured it. */
const wayQuality = z.strictObject({
  /** How long media went this way. */
  seconds: z.int().check(z.minimum(1), z.maximum(86_400)),
  /** Median of the looks. */
  rttMs: z.nullable(milliseconds),
  /** Of what was to be received, 0 to 100. */
  lossPercent: z.nullable(z.number().check(z.minimum(0), z.maximum(100))),
});

/**
 * What a client says of its call, so that an operator sees how calls are: figures only, one report for each stay in a live meeting, of
 * which the last counts. Sent every few minutes and at the end.
 */
export const callReport = z.strictObject({
  /** From the click on join to the first picture of somebody else; null: there was none. */
  joinMs: z.nullable(milliseconds),
  quality: z.strictObject({ p2p: z.optional(wayQuality), sfu: z.optional(wayQuality) }),
  /** Longest time without a new picture around each planned change of the way. */
  switchGaps: z.array(z.strictObject({ to: mode, ms: milliseconds })).check(z.maxLength(50)),
  /** Steps of the recovery ladder that were taken, and how often. */
  recoveries: z.partialRecord(
    z.enum(['ice-restart', 'new-transport', 'resume', 'another-box']),
    z.int().check(z.minimum(1), z.maximum(1_000)),
  ),
});
export type CallReport = z.infer<typeof callReport>;

/** Null where nothing was measured. */
const percentiles = z.object({
  count: z.int(),
  p50: z.nullable(z.number()),
  p95: z.nullable(z.number()),
});
export type Percentiles = z.infer<typeof percentiles>;

const wayOverview = z.object({
  /** Reports that tell of this way, and for how many hours altogether. */
  calls: z.int(),
  hours: z.number(),
  rttMs: percentiles,
  lossPercent: percentiles,
  /** Of changes towards this way. */
  switchGapMs: percentiles,
});

/** What an operator sees: now, and over the last days. */
export const overview = z.object({
  /** Of the Worker's software. */
  version: z.string(),
  boxes: z.array(box),
  /** The newest first, at most 50. */
  refusedBoxes: z.array(boxRefusal),
  /** The figures below are of so many days, today included. */
  days: z.int(),
  /** Calls that were refused, by the code of the refusal; the most frequent first. */
  refusals: z.array(z.object({ code: z.string(), times: z.int() })),
  joinMs: percentiles,
  quality: z.object({ p2p: wayOverview, sfu: wayOverview }),
  recoveries: z.array(z.object({ step: z.string(), times: z.int() })),
  ratings: z.object({ count: z.int(), stars: z.nullable(z.number()) }),
});
export type Overview = z.infer<typeof overview>;
