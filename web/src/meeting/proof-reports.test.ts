import type { RoomMode } from '@parley/sfu/contract/shapes.ts';
import type { MediaPolicy } from '@parley/worker/contract/media-policy.ts';
import { expect, test } from 'vitest';
import { ProofReports } from './proof-reports.ts';
import { WantedMode } from './wanted-mode.ts';

type World = {
  mode: RoomMode['mode'];
  policy: MediaPolicy;
  others: number;
  direct: 'none' | 'connecting' | 'connected' | 'broken';
  flipped: boolean;
  away: boolean;
};

function makeWorld(given: Partial<World> = {}) {
  const world: World = {
    ...{ mode: 'sfu', policy: 'auto', others: 1, direct: 'none', flipped: true, away: false },
    ...given,
  } as World;
  const wanted = new WantedMode();
  wanted.accept({ epoch: { placement: 1, change: 1 }, mode: world.mode, reason: 'two-people' });
  const log: string[] = [];
  let tasks: { atMs: number; task: () => void }[] = [];
  let nowMs = 0;
  const reports = new ProofReports({
    wanted,
    wantedPath: () => ({ id: `path:${world.mode}`, kind: world.mode }),
    isFlipped: () => world.flipped,
    facts: () => world,
    isAway: () => world.away,
    reports: {
      path: (id) => void log.push(`${id} plays`),
      trouble: (id, trouble) => void log.push(`${id} ${trouble}`),
    },
    timers: { after: (delayMs, task) => void tasks.push({ atMs: nowMs + delayMs, task }) },
  });
  const advance = (ms: number) => {
    for (const endMs = nowMs + ms; ; ) {
      const due = tasks.sort((a, b) => a.atMs - b.atMs)[0];
      if (!due || due.atMs > endMs) {
        nowMs = endMs;
        return;
      }
      tasks = tasks.slice(1);
      nowMs = due.atMs;
      due.task();
    }
  };
  return { world, wanted, reports, log, advance };
}
const crowd = Array.from({ length: 199 }, (_, index) => `p${index}`);

test.each([
  ['auto', 199, 'none', false],
  ['sfu', 199, 'none', false],
  ['sfu', 1, 'none', false],
  ['auto', 4, 'none', true],
  ['auto', 5, 'none', false],
  ['auto', 199, 'connected', true],
  ['p2p', 3, 'none', true],
] as const)('under %s with %i others and a direct way that is %s: told %s', (policy, others, direct, told) => {
  const { reports, log } = makeWorld({ policy, others, direct });
  for (const id of crowd.slice(0, others)) reports.onFlipped(id, 'path:sfu');
  for (const id of crowd.slice(0, others)) reports.onUnproved(id, 'path:sfu');
  expect(log).toHaveLength(told ? 2 * others : 0);
});

test('a new way for 200 people, as after a media worker died, is told to nobody', () => {
  const { reports, log, advance } = makeWorld({ others: crowd.length });
  for (const id of crowd) reports.reportIfFlipped(id);
  for (const id of crowd) reports.onRefused(id);
  advance(60_000);
  expect(log).toEqual([]);
});

test('what does not play by the wanted way, or is settled, is not told', () => {
  const { world, wanted, reports, log } = makeWorld({ flipped: false });
  reports.reportIfFlipped('ben');
  world.flipped = true;
  reports.onFlipped('ben', 'path:other');
  expect(log).toEqual([]);
  reports.reportIfFlipped('ben');
  wanted.settle('ben');
  reports.reportIfFlipped('ben');
  expect(log).toEqual(['ben plays']);
});

test('a refused proof is told again a little later', () => {
  const { reports, log, advance } = makeWorld();
  reports.onRefused('ben');
  advance(499);
  expect(log).toEqual([]);
  advance(1);
  expect(log).toEqual(['ben plays']);
});

const standing = { mode: 'p2p', direct: 'connected', flipped: false } as const;

test('a direct way that stands and is still not proved 8 s after the complaint is told lost', () => {
  const { reports, log, advance } = makeWorld(standing);
  reports.onUnproved('ben', 'path:p2p');
  advance(7_999);
  expect(log).toEqual(['ben not-proved']);
  advance(1);
  expect(log).toEqual(['ben not-proved', 'ben lost']);
});

test.each<[string, Partial<World>]>([
  ['it is proved after all', { flipped: true }],
  ['the room wants the box by now', { mode: 'sfu' }],
  ['it broke, which is told already', { direct: 'broken' }],
  ['they are away', { away: true }],
  ['there is no other way', { policy: 'p2p' }],
])('not told lost when %s', (_, change) => {
  const { world, reports, log, advance } = makeWorld(standing);
  reports.onUnproved('ben', 'path:p2p');
  Object.assign(world, change);
  advance(60_000);
  expect(log).toEqual(['ben not-proved']);
});

test('who comes back unproved is told lost then', () => {
  const { world, reports, log, advance } = makeWorld({ ...standing, away: true });
  reports.onUnproved('ben', 'path:p2p');
  advance(20_000);
  world.away = false;
  advance(4_000);
  expect(log).toEqual(['ben not-proved', 'ben lost']);
});
