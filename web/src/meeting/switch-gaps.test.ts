import { beforeEach, expect, test } from 'vitest';
import { type PictureWatch, SwitchGaps } from './switch-gaps.ts';

let nowMs = 0;
let due: { atMs: number; task: () => void }[] = [];
let hidden = false;
let watch: (() => PictureWatch | null) | null = null;
let told: [string, number][] = [];
let gaps: SwitchGaps;

beforeEach(() => {
  nowMs = 0;
  due = [];
  hidden = false;
  watch = null;
  told = [];
  gaps = new SwitchGaps({
    onWatching: (given) => {
      watch = given;
    },
    onGap: (to, ms) => told.push([to, ms]),
    hidden: () => hidden,
    schedule: (task, delayMs) => {
      const entry = { atMs: nowMs + delayMs, task };
      due.push(entry);
      return () => {
        due = due.filter((each) => each !== entry);
      };
    },
    nowMs: () => nowMs,
  });
});

function goOn(toMs: number): void {
  nowMs = toMs;
  for (const entry of due.filter(({ atMs }) => atMs <= toMs)) {
    due = due.filter((each) => each !== entry);
    entry.task();
  }
}

/** Frames of one stream, every 33 ms or so. */
function frames(picture: PictureWatch | null | undefined, stream: string, fromMs: number, toMs: number, every = 33) {
  for (nowMs = fromMs; nowMs <= toMs; nowMs += every) picture?.frame(stream, nowMs);
}

test('the longest gap around the change is told, once the new way has played for a while', () => {
  gaps.begin('sfu');
  const picture = watch?.();
  frames(picture, 'old', 0, 990);
  frames(picture, 'new', 1_110, 2_991);
  goOn(3_000);
  expect(told).toEqual([]);
  goOn(3_110);
  expect(told).toEqual([['sfu', 120]]);
  expect(watch).toBeNull();
});

test('of several pictures the worst counts, and only those that changed', () => {
  gaps.begin('p2p');
  const [one, other, newcomer] = [watch?.(), watch?.(), watch?.()];
  frames(one, 'a1', 0, 990);
  frames(other, 'b1', 0, 990);
  frames(newcomer, 'c1', 900, 3_000, 700);
  frames(other, 'b2', 1_290, 3_000);
  frames(one, 'a2', 1_023, 3_000);
  goOn(3_023);
  expect(told).toEqual([['p2p', 300]]);
});

test('a picture that stands still after the change is no small gap', () => {
  gaps.begin('sfu');
  const picture = watch?.();
  frames(picture, 'old', 0, 99);
  frames(picture, 'new', 132, 132);
  goOn(2_132);
  expect(told).toEqual([['sfu', 2_000]]);
});

test('a camera that is turned off meanwhile is no gap', () => {
  gaps.begin('sfu');
  const picture = watch?.();
  frames(picture, 'old', 0, 99);
  frames(picture, 'new', 132, 132);
  picture?.end();
  goOn(2_132);
  expect(told).toEqual([['sfu', 33]]);
});

test('a change that does not come about tells nothing', () => {
  gaps.begin('sfu');
  frames(watch?.(), 'old', 0, 19_999);
  goOn(20_000);
  expect(told).toEqual([]);
  expect(watch).toBeNull();
});

test('nothing is watched while the page is hidden, and what was is thrown away', () => {
  hidden = true;
  gaps.begin('sfu');
  expect(watch).toBeNull();
  hidden = false;
  gaps.begin('sfu');
  const picture = watch?.();
  picture?.frame('old', 0);
  picture?.frame('new', 900);
  gaps.discard();
  goOn(30_000);
  expect(told).toEqual([]);
});

test('a reversal in the middle begins anew', () => {
  gaps.begin('sfu');
  const before = watch?.();
  frames(before, 'old', 0, 99);
  gaps.begin('p2p');
  before?.frame('new', 5_000);
  const after = watch?.();
  frames(after, 'new', 5_000, 5_100);
  frames(after, 'old', 5_150, 7_149);
  goOn(7_150);
  expect(told).toEqual([['p2p', 51]]);
});

test('a full stage costs no more than a few pictures', () => {
  gaps.begin('sfu');
  expect(Array.from({ length: 9 }, () => watch?.() ?? null).filter((each) => each !== null)).toHaveLength(6);
});
