import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Watched, WatchReporter } from './watch-reporter.ts';

type Path = { told: Watched[]; watch: (watched: Watched) => Promise<void> };
const makePath = (): Path => {
  const path: Path = {
    told: [],
    watch: async (watched) => {
      path.told.push(watched);
      if (fails) throw new Error('lost');
    },
  };
  return path;
};
const camera = (participantId: string) => ({ participantId, source: 'camera' as const });

let fails: boolean;
let seen: Watched['see'];
let paths: Path[];
let reporter: WatchReporter;
beforeEach(() => {
  vi.useFakeTimers();
  fails = false;
  seen = [];
  paths = [makePath()];
  reporter = new WatchReporter({
    seen: () => seen,
    paths: () => paths,
    schedule: (task, delayMs) => {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
  });
});
afterEach(() => {
  reporter.close();
  vi.useRealTimers();
});
const settle = () => vi.advanceTimersByTimeAsync(3_000);

test('what settles is told once, and again when it is something else', async () => {
  for (const id of ['ada', 'ben', 'cleo']) {
    seen = [...seen, camera(id)];
    reporter.changed();
    await vi.advanceTimersByTimeAsync(50);
  }
  await settle();
  reporter.changed();
  await settle();
  expect(paths[0]?.told).toEqual([{ see: ['ada', 'ben', 'cleo'].map(camera), hear: [] }]);
  reporter.setHeard(Array.from({ length: 12 }, (_, index) => `voice-${index}`));
  await settle();
  expect(paths[0]?.told.at(-1)?.hear).toHaveLength(8);
});

test('no more than a box takes', async () => {
  seen = Array.from({ length: 90 }, (_, index) => camera(`p${index}`));
  reporter.changed();
  await settle();
  expect(paths[0]?.told[0]?.see).toEqual(seen.slice(0, 60));
});

test('a new way is told what the others know, and a resumed one hears it again', async () => {
  seen = [camera('ada')];
  reporter.changed();
  await settle();
  paths.push(makePath());
  reporter.changed();
  await settle();
  expect(paths.map(({ told }) => told.length)).toEqual([1, 1]);
  reporter.tellAgain();
  await settle();
  expect(paths.map(({ told }) => told.length)).toEqual([2, 2]);
});

test('what did not arrive is told again, but not to a way that is gone', async () => {
  const [first] = paths as [Path];
  seen = [camera('ada')];
  fails = true;
  reporter.changed();
  await vi.advanceTimersByTimeAsync(1_100);
  fails = false;
  await settle();
  expect(first.told).toHaveLength(2);
  fails = true;
  seen = [camera('ben')];
  reporter.changed();
  await vi.advanceTimersByTimeAsync(250);
  paths = [];
  await settle();
  expect(first.told).toHaveLength(3);
});
