import { makeBoxes } from './boxes.ts';
import { planMeetings } from './meetings.ts';
import { makePlacer, type PlacerName, placerNames } from './placers.ts';
import { Random } from './random.ts';
import { type Day, DayRun } from './run-day.ts';
import { planTroubles } from './troubles.ts';

export type SimulationInput = { meetings: number; seed: number };

/** What came of one way of placing. */
export type Outcome = {
  placed: number;
  moved: number;
  refused: number;
  utilisation: { p50: number; p95: number; max: number };
  /** Share of the minutes of all boxes in which a box was to do more than it can. */
  overloaded: number;
  rttMs: { p50: number; p95: number; p99: number };
};

export type Simulation = {
  meetings: number;
  seed: number;
  people: number;
  boxes: number;
  outcomes: Record<PlacerName, Outcome>;
};

/** The same day of meetings and troubles, placed in Parley's way and in two others. */
export function simulate({ meetings: count, seed }: SimulationInput): Simulation {
  const meetings = planMeetings(new Random(seed), count);
  const ids = makeBoxes(meetings).map(({ id }) => id);
  const troubles = planTroubles(new Random(seed + 1), ids);
  const play = (name: PlacerName) =>
    sum(new DayRun(makeBoxes(meetings), makePlacer(name, new Random(seed + 2))).run(meetings, troubles));
  const outcomes = Object.fromEntries(placerNames.map((name) => [name, play(name)])) as Record<PlacerName, Outcome>;
  const people = meetings.reduce((all, meeting) => all + meeting.people.length, 0);
  return { meetings: count, seed, people, boxes: ids.length, outcomes };
}

function sum({ placed, moved, refused, utilisation, rtts }: Day): Outcome {
  const used = ranked(utilisation);
  const rtt = ranked(rtts);
  return {
    placed,
    moved,
    refused,
    utilisation: { p50: used(50), p95: used(95), max: used(100) },
    overloaded: utilisation.filter((share) => share > 1).length / Math.max(1, utilisation.length),
    rttMs: { p50: rtt(50), p95: rtt(95), p99: rtt(99) },
  };
}

/** Percentiles by nearest rank; of nothing it is 0. */
function ranked(values: readonly number[]): (percent: number) => number {
  const sorted = Float64Array.from(values).sort();
  return (percent) => sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}
