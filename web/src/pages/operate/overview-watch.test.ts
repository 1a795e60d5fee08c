import type { Overview } from '@parley/worker/contract/operations.ts';
import { beforeEach, expect, test } from 'vitest';
import { ProblemError } from '../../errors/problem.ts';
import { OverviewWatch, type Seen } from './overview-watch.ts';

let nowMs = 0;
let planned: { task: () => void; delayMs: number } | null = null;
let hidden = false;
let reads = 0;
let answer: () => Promise<Overview>;
let seen: Seen[] = [];
let watch: OverviewWatch;

const overview = (version: string) => ({ version }) as Overview;

beforeEach(() => {
  nowMs = 1_000;
  planned = null;
  hidden = false;
  reads = 0;
  seen = [];
  answer = async () => overview('1');
  watch = new OverviewWatch({
    read: () => {
      reads++;
      return answer();
    },
    onSeen: (given) => seen.push(given),
    hidden: () => hidden,
    schedule: (task, delayMs) => {
      const entry = { task, delayMs };
      planned = entry;
      return () => {
        if (planned === entry) planned = null;
      };
    },
    nowMs: () => nowMs,
  });
});

async function tick(): Promise<void> {
  const due = planned;
  planned = null;
  due?.task();
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

test('looks every ten seconds', async () => {
  await watch.look();
  expect(planned?.delayMs).toBe(10_000);
  await tick();
  expect(reads).toBe(2);
  expect(planned?.delayMs).toBe(10_000);
});

test('what was seen stays when a look fails, with the time it is of, until one works again', async () => {
  await watch.look();
  nowMs = 11_000;
  answer = () => Promise.reject(new ProblemError('worker-unreachable'));
  await tick();
  expect(seen.at(-1)).toEqual({ overview: overview('1'), atMs: 1_000, problem: 'worker-unreachable' });
  nowMs = 21_000;
  answer = async () => overview('2');
  await tick();
  expect(seen.at(-1)).toEqual({ overview: overview('2'), atMs: 21_000, problem: null });
});

test('nobody looks, nothing is asked; at once when somebody does, unless it was a moment ago', async () => {
  await watch.look();
  hidden = true;
  await tick();
  expect(reads).toBe(1);
  hidden = false;
  nowMs += 5_000;
  watch.shown();
  await tick();
  expect(reads).toBe(1);
  nowMs += 60_000;
  watch.shown();
  await tick();
  expect(reads).toBe(2);
});

test('after a deed the next look is one that began after it', async () => {
  let finish: (overview: Overview) => void = () => undefined;
  answer = () =>
    new Promise((resolve) => {
      finish = resolve;
    });
  const first = watch.look();
  await Promise.resolve();
  answer = async () => overview('after');
  const second = watch.look();
  await tick();
  expect(reads).toBe(1);
  finish(overview('before'));
  await Promise.all([first, second]);
  expect(reads).toBe(2);
  expect(seen.map((each) => each.overview?.version)).toEqual(['before', 'after']);
});

test('a page that is left hears nothing more', async () => {
  const looking = watch.look();
  watch.close();
  await looking;
  expect(seen).toEqual([]);
  expect(planned).toBeNull();
});
