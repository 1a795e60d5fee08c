import { fleetOf } from '../live/live-placement.ts';
import { maxReportsRead, readQuality } from '../meetings/call-report-store.ts';
import { dayStartMs } from '../meetings/day.ts';
import { readRatings } from '../meetings/rating-store.ts';
import { readRefusals } from '../meetings/refusal-count-store.ts';
import { version } from '../version.ts';
import type { Handler } from './endpoint.ts';

/** Days that figures are of, today included. */
const days = 7;

/** What an operator sees: boxes as they are now, and how calls did over the last days. */
export const readOverview: Handler<'readOverview'> = async ({ env, nowMs }) => {
  const fleet = fleetOf(env);
  const sinceMs = dayStartMs(nowMs, days - 1);
  const [boxes, refusedBoxes, refusals, quality, ratings] = await Promise.all([
    fleet.listBoxes(),
    fleet.refusedBoxes(),
    readRefusals(env.DB, nowMs, days),
    readQuality(env.DB, sinceMs),
    readRatings(env.DB, sinceMs, maxReportsRead),
  ]);
  return { version, boxes, refusedBoxes, days, refusals, ...quality, ratings };
};
