import { placerNames } from './placers.ts';
import type { Outcome, Simulation } from './simulate.ts';

const percent = (share: number) => `${(share * 100).toFixed(share > 0 && share < 0.01 ? 2 : 0)} %`;
const ms = (value: number) => `${value.toFixed(0)} ms`;

const rows: readonly [string, (outcome: Outcome) => string][] = [
  ['meetings placed', ({ placed }) => String(placed)],
  ['moves (failures, deploy)', ({ moved }) => String(moved)],
  ['refused for lack of a box', ({ refused }) => String(refused)],
  ['utilisation p50', ({ utilisation }) => percent(utilisation.p50)],
  ['utilisation p95', ({ utilisation }) => percent(utilisation.p95)],
  ['utilisation max', ({ utilisation }) => percent(utilisation.max)],
  ['box minutes overloaded', ({ overloaded }) => percent(overloaded)],
  ['round trip p50', ({ rttMs }) => ms(rttMs.p50)],
  ['round trip p95', ({ rttMs }) => ms(rttMs.p95)],
  ['round trip p99', ({ rttMs }) => ms(rttMs.p99)],
];

/** A simulation as a table for people. */
export function describe({ meetings, people, boxes, seed, outcomes }: Simulation): string {
  const line = (head: string, cells: readonly string[]) =>
    head.padEnd(28) + cells.map((cell) => cell.padStart(14)).join('');
  return [
    `${meetings} meetings of ${people} people over a day, on ${boxes} boxes in 5 regions (seed ${seed})`,
    '',
    line('', placerNames),
    ...rows.map(([head, cell]) =>
      line(
        head,
        placerNames.map((name) => cell(outcomes[name])),
      ),
    ),
  ].join('\n');
}
