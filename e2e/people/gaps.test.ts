import { expect, test } from 'vitest';
import { heardFromMs, longestGapMs, longestRunMs, steadyFromMs } from './gaps.ts';

const every = (stepMs: number, fromMs: number, toMs: number) =>
  Array.from({ length: Math.floor((toMs - fromMs) / stepMs) + 1 }, (_, index) => fromMs + index * stepMs);

test.each<[string, number[], number, number]>([
  ['frames in time', every(33, 0, 990), 0, 33],
  ['one frame is missing', every(33, 0, 990).filter((time) => time !== 330), 0, 66],
  ['nothing at all', [], 0, 1000],
  ['nothing at the end', [0, 33, 66], 0, 934],
  ['nothing at the beginning', every(33, 300, 990), 0, 300],
])('%s', (_, times, lastsMs, gapMs) => {
  expect(longestGapMs({ times, lastsMs }, 0, 1000)).toBe(gapMs);
});

test('sound that lasts covers the time until it ends', () => {
  expect(longestGapMs({ times: [0, 10, 40, 50], lastsMs: 10 }, 0, 60)).toBe(20);
});

test('what was there before and lasts into the time counts', () => {
  expect(longestGapMs({ times: [-5, 20], lastsMs: 10 }, 0, 30)).toBe(15);
});

test('recovered is when nothing is missing any more', () => {
  const times = [...every(33, 0, 330), 2000, 2500, ...every(33, 3000, 6000)];
  expect(steadyFromMs({ times, lastsMs: 0 }, 500, 6000, 300)).toBe(3000);
  expect(steadyFromMs({ times: [0, 33], lastsMs: 0 }, 500, 6000, 300)).toBe(null);
});

test('what is missing adds up until something was there again', () => {
  expect(
    longestRunMs([
      [0, 0],
      [40, 10],
      [80, 20],
      [120, 0.5],
      [160, 15],
    ]),
  ).toBe(30);
  expect(longestRunMs([])).toBe(0);
});

test('heard again is when the last break ended', () => {
  const looks = [
    [60, 0],
    [120, 60],
    [180, 55],
    [240, 10],
    [300, 0],
  ] as const;
  expect(heardFromMs(looks, 0, 300)).toBe(180);
  expect(heardFromMs(looks, 200, 300)).toBe(200);
  expect(heardFromMs(looks, 0, 180)).toBe(null);
  expect(heardFromMs([], 0, 180)).toBe(null);
});
