import type { CallReport, Overview, Percentiles } from '../../contract/operations.ts';
import type { RatedCall } from './rating-store.ts';

/** How long reports are kept. */
export const keptReportsMs = 30 * 24 * 60 * 60_000;
/** Old rows that one report takes along: more than one, so that they get fewer, and few, so that it stays quick. */
const maxPruned = 50;
/** Figures are of so many reports at most, the newest. */
export const maxReportsRead = 5_000;

/** The last report of a stay replaces those before it. Nothing is kept of a meeting that was deleted meanwhile. */
export async function saveReport(
  db: D1Database,
  { meetingId, startedAtMs, rater }: RatedCall,
  report: CallReport,
  nowMs: number,
): Promise<void> {
  const columns = columnsOf(report);
  const names = ['meeting_id', 'started_at_ms', 'rater', 'reported_at_ms', ...Object.keys(columns)];
  const insert = db
    .prepare(
      `insert or replace into call_reports (${names.join(', ')})
       select ${names.map((_, i) => `?${i + 1}`).join(', ')}
         where exists (select 1 from meetings where id = ?1 and deleted_at_ms is null)`,
    )
    .bind(meetingId, startedAtMs, rater, nowMs, ...Object.values(columns));
  const prune = db
    .prepare(
      `delete from call_reports where rowid in
         (select rowid from call_reports where reported_at_ms < ? order by reported_at_ms limit ?)`,
    )
    .bind(nowMs - keptReportsMs, maxPruned);
  await db.batch([insert, prune]);
}

function columnsOf({ joinMs, quality, switchGaps, recoveries }: CallReport): Record<string, number | null> {
  const longestGapTo = (way: 'p2p' | 'sfu') =>
    switchGaps.reduce<number | null>(
      (longest, { to, ms }) => (to === way ? Math.max(longest ?? 0, ms) : longest),
      null,
    );
  return {
    join_ms: joinMs,
    p2p_seconds: quality.p2p?.seconds ?? null,
    p2p_rtt_ms: quality.p2p?.rttMs ?? null,
    p2p_loss_percent: quality.p2p?.lossPercent ?? null,
    p2p_gap_ms: longestGapTo('p2p'),
    sfu_seconds: quality.sfu?.seconds ?? null,
    sfu_rtt_ms: quality.sfu?.rttMs ?? null,
    sfu_loss_percent: quality.sfu?.lossPercent ?? null,
    sfu_gap_ms: longestGapTo('sfu'),
    ice_restarts: recoveries['ice-restart'] ?? 0,
    new_transports: recoveries['new-transport'] ?? 0,
    resumes: recoveries.resume ?? 0,
    other_boxes: recoveries['another-box'] ?? 0,
  };
}

export type Quality = Pick<Overview, 'joinMs' | 'quality' | 'recoveries'>;

/** Figures of the newest reports since then. */
export async function readQuality(db: D1Database, sinceMs: number): Promise<Quality> {
  const [measured, summed] = await Promise.all([readPercentiles(db, sinceMs), readSums(db, sinceMs)]);
  const way = (name: 'p2p' | 'sfu') => ({
    calls: summed[`${name}Calls`],
    hours: Math.round((summed[`${name}Seconds`] / 3600) * 10) / 10,
    rttMs: measured(`${name}_rtt_ms`),
    lossPercent: measured(`${name}_loss_percent`),
    switchGapMs: measured(`${name}_gap_ms`),
  });
  const recoveries = [
    { step: 'ice-restart', times: summed.iceRestarts },
    { step: 'new-transport', times: summed.newTransports },
    { step: 'resume', times: summed.resumes },
    { step: 'another-box', times: summed.otherBoxes },
  ];
  return { joinMs: measured('join_ms'), quality: { p2p: way('p2p'), sfu: way('sfu') }, recoveries };
}

const newest = `newest as materialized
  (select * from call_reports where reported_at_ms >= ?1 order by reported_at_ms desc limit ${maxReportsRead})`;

const measures = [
  'join_ms',
  'p2p_rtt_ms',
  'p2p_loss_percent',
  'p2p_gap_ms',
  'sfu_rtt_ms',
  'sfu_loss_percent',
  'sfu_gap_ms',
] as const;
type Measure = (typeof measures)[number];

/** Nearest rank: the smallest value that so many per cent are not above. */
async function readPercentiles(db: D1Database, sinceMs: number): Promise<(measure: Measure) => Percentiles> {
  const { results } = await db
    .prepare(
      `with ${newest},
         measured as (select name.value as measure, case name.value
           ${measures.map((measure) => `when '${measure}' then ${measure}`).join(' ')} end as amount
           from newest, json_each(?2) as name),
         ranked as (select measure, amount,
             row_number() over (partition by measure order by amount) as place,
             count(*) over (partition by measure) as count
           from measured where amount is not null)
       select measure, max(count) as count,
         max(case when place = (count * 50 + 99) / 100 then amount end) as p50,
         max(case when place = (count * 95 + 99) / 100 then amount end) as p95
       from ranked group by measure`,
    )
    .bind(sinceMs, JSON.stringify(measures))
    .all<Percentiles & { measure: Measure }>();
  const found = new Map(results.map(({ measure, ...percentiles }) => [measure, percentiles]));
  return (measure) => found.get(measure) ?? { count: 0, p50: null, p95: null };
}

type Sums = {
  p2pCalls: number;
  p2pSeconds: number;
  sfuCalls: number;
  sfuSeconds: number;
  iceRestarts: number;
  newTransports: number;
  resumes: number;
  otherBoxes: number;
};

async function readSums(db: D1Database, sinceMs: number): Promise<Sums> {
  const sums = await db
    .prepare(
      `with ${newest}
       select count(p2p_seconds) as p2pCalls, coalesce(sum(p2p_seconds), 0) as p2pSeconds,
         count(sfu_seconds) as sfuCalls, coalesce(sum(sfu_seconds), 0) as sfuSeconds,
         coalesce(sum(ice_restarts), 0) as iceRestarts, coalesce(sum(new_transports), 0) as newTransports,
         coalesce(sum(resumes), 0) as resumes, coalesce(sum(other_boxes), 0) as otherBoxes
       from newest`,
    )
    .bind(sinceMs)
    .first<Sums>();
  if (!sums) throw new Error('A query of sums gave no row.');
  return sums;
}
