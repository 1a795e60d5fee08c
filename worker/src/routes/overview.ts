import type { Overview } from '../../contract/operations.ts';
import { fleetOf } from '../live/live-placement.ts';
import { maxReportsRead, type Quality, readQuality } from '../meetings/call-report-store.ts';
import { dayStartMs } from '../meetings/day.ts';
import { KeptFigures } from '../meetings/kept-figures.ts';
import { readRatings } from '../meetings/rating-store.ts';
import { readRefusals } from '../meetings/refusal-count-store.ts';
import { version } from '../version.ts';
import type { Handler } from './endpoint.ts';

/** Days that figures are of, today included. */
const days = 7;

/** Of few rows, and what changes first when something breaks. */
const refusals = new KeptFigures<Overview['refusals']>(60_000);
/** Of thousands of rows: once a minute, an open page would read more of them in a day than Cloudflare's free plan has. */
const calls = new KeptFigures<Quality & Pick<Overview, 'ratings'>>(5 * 60_000);

/** What an operator sees: boxes as they are now, and how calls did over the last days, as it was some minutes ago. */
export const readOverview: Handler<'readOverview'> = async ({ env, nowMs }) => {
  const fleet = fleetOf(env);
  const [boxes, refusedBoxes, refused, quality] = await Promise.all([
    fleet.listBoxes(),
    fleet.refusedBoxes(),
    refusals.of(env.DB, nowMs, () => readRefusals(env.DB, nowMs, days)),
    calls.of(env.DB, nowMs, () => readCalls(env.DB, dayStartMs(nowMs, days - 1))),
  ]);
  return { version, boxes, refusedBoxes, days, refusals: refused, ...quality };
};

async function readCalls(db: D1Database, sinceMs: number): Promise<Quality & Pick<Overview, 'ratings'>> {
  const [quality, ratings] = await Promise.all([readQuality(db, sinceMs), readRatings(db, sinceMs, maxReportsRead)]);
  return { ...quality, ratings };
}
