import type { Plan, PlanInput, Way } from '../../web/src/planner/plan.ts';
import { pricesAsOf } from '../../web/src/planner/prices.ts';

/** Each figure: its key in JSON, its row in the table, its digits after the point. */
const figures = [
  ['uploadMbps', 'upload_mbps', 'upload per person, Mbit/s', 2],
  ['downloadMbps', 'download_mbps', 'download per person, Mbit/s', 2],
  ['connections', 'connections', 'connections per meeting', 0],
  ['encoders', 'encoders', 'encoders per person', 0],
  ['gbIn', 'gb_in', 'GB into the boxes a month', 0],
  ['gbOut', 'gb_out', 'GB out of the boxes a month', 0],
  ['cores', 'cores', 'busy cores', 2],
  ['boxes', 'boxes', 'boxes', 0],
  ['costPerMonth', 'cost_per_month', 'cost a month', 2],
] as const satisfies [keyof Way, string, string, number][];

const ways = ['direct', 'sfu', 'hybrid'] as const;

/** One flat object: `direct.upload_mbps` and so on. */
export function planAsJson(plan: Plan, { prices }: PlanInput): Record<string, number | string> {
  const entries = ways.flatMap((way) =>
    figures.map(([figure, key]) => [`${way}.${key}`, round(plan[way][figure], 4)] as const),
  );
  return { ...Object.fromEntries(entries), currency: prices.currency };
}

export function planAsTable(plan: Plan, input: PlanInput, preset: string): string {
  const { people, hours, bitrateMbps, prices, directShare } = input;
  const rows = [
    ['', 'direct', 'through the box', `both (${round(directShare * 100, 1)} % direct)`],
    ...figures.map(([figure, , title, digits]) => [
      figure === 'costPerMonth' ? `${title}, ${prices.currency}` : title,
      ...ways.map((way) => show(plan[way][figure], digits)),
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('   ')
      .trimEnd(),
  );
  return [
    `${people} people, ${show(hours, 0)} hours a month, ${bitrateMbps} Mbit/s a stream: ${quality(input)}.`,
    '',
    ...lines,
    '',
    `Prices: ${preset}, an example of ${pricesAsOf}; look up today's. Direct costs a box too: it carries the signaling.`,
  ].join('\n');
}

function quality({ layers, page }: PlanInput): string {
  const sizes = layers ? 'sizes as the tiles show them' : 'full quality';
  return page ? `${sizes}, ${page.pictures} pictures and ${page.voices} voices at once` : `${sizes}, everybody at once`;
}

function show(value: number, digits: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

/** Without the dust of sums of tenths. */
function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
