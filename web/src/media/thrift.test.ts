import type { Quality } from '@parley/sfu/contract/shapes.ts';
import { expect, test } from 'vitest';
import {
  askedSidePx,
  type Limits,
  limitsAt,
  limitsOf,
  nextThrift,
  spendFreely,
  type Thrift,
  type ThriftLevel,
} from './thrift.ts';

/** A line's quality, second by second; answers the level at the end. */
function live(parts: readonly [Quality, number][]): number {
  let state: Thrift = spendFreely;
  let second = 0;
  for (const [quality, seconds] of parts)
    for (let past = 0; past < seconds; past++) state = nextThrift(state, quality, ++second * 1_000);
  return state.level;
}

test.each<[string, [Quality, number][], number]>([
  ['a good line gives nothing up', [['good', 60]], 0],
  ['an unsteady one: smaller pictures of the others', [['fair', 60]], 1],
  ['a poor one: the own picture, too', [['poor', 5]], 2],
  ['poor for long: more and more', [['poor', 17]], 3],
  ['poor for longer: all there is', [['poor', 300]], 4],
  [
    'good again: nothing at once',
    [
      ['poor', 20],
      ['good', 3],
    ],
    3,
  ],
  [
    'good for a while: step by step',
    [
      ['poor', 20],
      ['good', 15],
    ],
    2,
  ],
  [
    'good for long: all of it',
    [
      ['poor', 60],
      ['good', 60],
    ],
    0,
  ],
  [
    'only unsteady again: back to that',
    [
      ['poor', 60],
      ['fair', 60],
    ],
    1,
  ],
])('%s', (_, parts, level) => {
  expect(live(parts)).toBe(level);
});

const levels: ThriftLevel[] = [0, 1, 2, 3, 4];
const value = (limit: number | null) => limit ?? Number.POSITIVE_INFINITY;

test('each level gives up more, never less', () => {
  for (const level of levels.slice(1)) {
    const [before, after] = [limitsAt[(level - 1) as ThriftLevel], limitsAt[level]];
    for (const key of Object.keys(after) as (keyof Limits)[])
      expect(value(after[key])).toBeLessThanOrEqual(value(before[key]));
  }
});

test('the others’ pictures first, then the own one, screens last', () => {
  const first = (key: keyof Limits) => levels.find((level) => limitsAt[level][key] !== null) ?? 99;
  expect(first('smallSidePx')).toBeLessThanOrEqual(first('largeSidePx'));
  expect(first('largeSidePx')).toBeLessThan(first('ownCameraFps'));
  expect(first('ownCameraFps')).toBeLessThan(first('ownScreenFps'));
  expect(first('ownScreenFps')).toBeLessThan(first('screenSidePx'));
});

test('a phone asks for no more than it shows, and for less where that is less', () => {
  expect(limitsOf(0, true)).toMatchObject({ smallSidePx: 480, largeSidePx: 960, screenSidePx: null });
  expect(limitsOf(3, true)).toMatchObject({ smallSidePx: 0, largeSidePx: 320 });
  expect(limitsOf(2, false)).toBe(limitsAt[2]);
});

test('a picture is asked for as it is shown, at most as it may be, or not at all', () => {
  expect([askedSidePx(800, null), askedSidePx(800, 320), askedSidePx(200, 320), askedSidePx(800, 0)]).toEqual([
    800,
    320,
    200,
    null,
  ]);
});
