import { expect, test } from 'vitest';
import { Arrivals } from './arrivals.ts';
import { chooseWorker, defaultComfort as comfort, leastLoaded, loadOf, type WorkerLoad } from './choose-worker.ts';
import { CpuShare } from './cpu-share.ts';

interface Named extends WorkerLoad {
  name: string;
}
const worker = (name: string, load: Partial<WorkerLoad> = {}): Named => ({
  name,
  cpu: 0,
  sending: 0,
  arriving: 0,
  routers: 0,
  ...load,
});

test.each([
  [{}, 0],
  [{ cpu: 0.3 }, 0.5],
  [{ cpu: 0.3, sending: 1_000 }, 1],
  [{ cpu: 0.9, sending: 500 }, 1.5],
  [{ cpu: 0.3, arriving: 25 }, 1],
])('load of %j is %f', (load, wanted) => {
  expect(loadOf(worker('a', load), comfort)).toBeCloseTo(wanted);
});

test.each<[string, Named[], string | undefined]>([
  ['none', [], undefined],
  ['equals: the first', [worker('a'), worker('b')], 'a'],
  ['measured load, whatever the routers', [worker('a', { cpu: 0.4, routers: 1 }), worker('b', { routers: 9 })], 'b'],
  ['what is no difference is none', [worker('a', { cpu: 0.011, routers: 1 }), worker('b', { cpu: 0.014 })], 'b'],
  ['many have just come', [worker('a', { arriving: 20 }), worker('b', { cpu: 0.1 })], 'b'],
])('a new room goes to the least load: %s', (_, workers, wanted) => {
  expect(leastLoaded(workers, comfort)?.name).toBe(wanted);
});

test.each<[string, Named[], Named[], string | undefined]>([
  ['it is comfortable', [worker('a', { cpu: 0.59 })], [worker('b')], 'a'],
  ['too much to do', [worker('a', { cpu: 0.6 })], [worker('b')], 'b'],
  ['too many streams', [worker('a', { sending: 1_000 })], [worker('b')], 'b'],
  ['all come at once', [worker('a', { arriving: 50 })], [worker('b')], 'b'],
  ['as much elsewhere', [worker('a', { cpu: 0.7 })], [worker('b', { cpu: 0.6 })], 'a'],
  ['overloaded here, busy elsewhere', [worker('a', { cpu: 1 })], [worker('b', { cpu: 0.65 })], 'b'],
  ['no other', [worker('a', { cpu: 1 })], [], 'a'],
  ['none of its own', [], [worker('b')], 'b'],
  ['none at all', [], [], undefined],
  ['of its own, the one with less', [worker('a', { cpu: 0.5 }), worker('b', { cpu: 0.2 })], [worker('c')], 'b'],
  ['one of its own is comfortable', [worker('a', { cpu: 0.9 }), worker('b', { cpu: 0.5 })], [worker('c')], 'b'],
  ['none of its own is', [worker('a', { cpu: 0.9 }), worker('b', { cpu: 0.6 })], [worker('c')], 'c'],
])('a newcomer: %s', (_, ofRoom, others, wanted) => {
  expect(chooseWorker(20, ofRoom, others, comfort)?.name).toBe(wanted);
});

test('a small room stays together whatever the load', () => {
  const place = (people: number) => chooseWorker(people, [worker('a', { cpu: 1 })], [worker('b')], comfort)?.name;
  expect([1, 7, 8].map(place)).toEqual(['a', 'a', 'b']);
});

test('CPU time between looks becomes a share, in which a burst counts half', () => {
  const cpu = new CpuShare();
  cpu.look(5_000, 1_000);
  expect(cpu.now).toBe(0);
  cpu.look(5_800, 2_000);
  expect(cpu.now).toBeCloseTo(0.4);
  cpu.look(6_600, 3_000);
  expect(cpu.now).toBeCloseTo(0.6);
  // Two cores at once, the same moment again, and a clock that stood.
  cpu.look(9_000, 4_000);
  expect(cpu.now).toBeCloseTo(0.8);
  cpu.look(9_500, 4_000);
  expect(cpu.now).toBeCloseTo(0.8);
});

test('who came counts for five seconds', () => {
  const arrivals = new Arrivals();
  arrivals.add(1_000);
  arrivals.add(3_000);
  expect([3_000, 5_999, 6_000, 8_000].map((nowMs) => arrivals.count(nowMs))).toEqual([2, 2, 1, 0]);
});
