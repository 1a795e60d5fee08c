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

/** So many rows a second an open page may read: in a day less than the five million of Cloudflare's free plan. */
const rowsPerSecond = 40;

type Calls = Quality & Pick<Overview, 'ratings'>;

/** For about six minutes where there are most reports, and hardly at all where there are few. */
const calls = new KeptFigures<Calls>(({ joinMs, quality, ratings }) => {
  const reports = Math.max(joinMs.count, quality.p2p.calls, quality.sfu.calls);
  // Reports are read twice.
  return ((2 * reports + ratings.count) / rowsPerSecond) * 1000;
});

/** What an operator sees: boxes as they are now, and how calls did over the last days. */
export const readOverview: Handler<'readOverview'> = async ({ env, nowMs }) => {
  const fleet = fleetOf(env);
  const [boxes, refusedBoxes, refusals, figures] = await Promise.all([
    fleet.listBoxes(),
    fleet.refusedBoxes(),
    readRefusals(env.DB, nowMs, days),
    calls.of(env.DB, nowMs, () => readCalls(env.DB, dayStartMs(nowMs, days - 1))),
  ]);
  return { version, boxes, refusedBoxes, days, refusals, ...figures };
};

async function readCalls(db: D1Database, sinceMs: number): Promise<Calls> {
  const [quality, ratings] = await Promise.all([readQuality(db, sinceMs), readRatings(db, sinceMs, maxReportsRead)]);
  return { ...quality, ratings };
}
