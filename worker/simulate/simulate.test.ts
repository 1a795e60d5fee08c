import { expect, test } from 'vitest';
import { Box, costOf } from './boxes.ts';
import { planMeetings } from './meetings.ts';
import { makePlacer } from './placers.ts';
import { Random } from './random.ts';
import { describe as describeSimulation } from './report.ts';
import { DayRun } from './run-day.ts';
import { simulate } from './simulate.ts';

const simulation = simulate({ meetings: 500, seed: 1 });
const { parley, random, 'least-loaded': leastLoaded } = simulation.outcomes;

test('Parley’s way is nearer than the two others, and overloads no more than the least loaded box', () => {
  expect(parley.rttMs.p50).toBeLessThan(random.rttMs.p50 / 2);
  expect(parley.rttMs.p50).toBeLessThan(leastLoaded.rttMs.p50 / 2);
  expect(parley.overloaded).toBeLessThanOrEqual(leastLoaded.overloaded);
});

test('on a full day’s ten thousand it overloads far less: bursts are spread before their load is measured', () => {
  const { outcomes } = simulate({ meetings: 10_000, seed: 1 });
  expect(outcomes['least-loaded'].overloaded).toBeGreaterThan(0);
  expect(outcomes.parley.overloaded).toBeLessThan(outcomes['least-loaded'].overloaded / 2);
  expect(outcomes.parley.refused).toBe(0);
});

test('all are given the same day: every meeting gets a box, and some have to move', () => {
  for (const outcome of Object.values(simulation.outcomes)) {
    expect(outcome).toMatchObject({ placed: 500, refused: 0 });
    expect(outcome.moved).toBeGreaterThan(0);
    expect(outcome.utilisation.p50).toBeLessThanOrEqual(outcome.utilisation.max);
  }
});

test('the same seed gives the same day, another one another', () => {
  expect(simulate({ meetings: 500, seed: 1 })).toEqual(simulation);
  expect(simulate({ meetings: 500, seed: 2 })).not.toEqual(simulation);
});

test('the table names every way and what was measured', () => {
  const table = describeSimulation(simulation);
  for (const word of ['parley', 'least-loaded', 'random', 'round trip p95', 'overloaded'])
    expect(table).toContain(word);
});

test('without enough boxes meetings are refused, and a box that dies loses none to nowhere', () => {
  const meetings = planMeetings(new Random(1), 200);
  const make = () => new Box('only', 'eu-central', { capacity: 20, cores: 1, capacityMbps: 100 });
  const placer = makePlacer('parley', new Random(1));
  const alone = new DayRun([make()], placer).run(meetings, []);
  expect(alone.refused).toBeGreaterThan(0);
  expect(alone.placed + alone.refused).toBe(200);
  const down = { boxId: 'only', drainsAtMs: null, downAtMs: 0, upAtMs: 86_400_000 };
  const gone = new DayRun([make()], placer).run(meetings, [down]);
  expect(gone).toMatchObject({ placed: 0, refused: 200, moved: 0, rtts: [] });
});

test('a box’s load is that of its meetings, and nothing is left when they are over', () => {
  const box = new Box('box', 'eu-central', { capacity: 100, cores: 4, capacityMbps: 1000 });
  box.setPeople(1, 10);
  box.setPeople(2, 2);
  const { consumers, sendMbps, cores } = costOf(10);
  expect(box.candidate(0)).toMatchObject({ participants: 0, consumers: 0 });
  box.report();
  expect(box.candidate(0)).toMatchObject({ participants: 12, consumers, sendMbps, cpu: cores / 4 });
  box.setPeople(1, 0);
  box.setPeople(2, 0);
  expect(box.utilisation).toBeCloseTo(0);
});
