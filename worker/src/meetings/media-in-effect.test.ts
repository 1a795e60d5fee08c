import { describe, expect, test } from 'vitest';
import { mediaInEffect, placesUnder, rolloutPercent } from './media-in-effect.ts';
import { newMeetingId } from './meeting-id.ts';

test.each([
  [undefined, 100],
  ['', 100],
  ['0', 0],
  ['35', 35],
  ['100', 100],
  ['101', null],
  ['-1', null],
  ['half', null],
  ['1e1', null],
])('P2P_ROLLOUT_PERCENT %o is %o', (text, percent) => {
  expect(rolloutPercent(text === undefined ? {} : { P2P_ROLLOUT_PERCENT: text })).toBe(percent);
});

describe('the share of auto meetings', () => {
  const ids = Array.from({ length: 4_000 }, newMeetingId);
  const inside = (percent: number) => ids.filter((id) => mediaInEffect('auto', id, percent) === 'auto');

  test('is none at 0, all at 100, and about as large as asked for in between', () => {
    expect(inside(0)).toEqual([]);
    expect(inside(100)).toEqual(ids);
    for (const percent of [5, 30, 80])
      expect(Math.abs(inside(percent).length / ids.length - percent / 100)).toBeLessThan(0.04);
  });

  test('keeps its meetings as it grows', () => {
    const larger = new Set(inside(40));
    expect(inside(10).every((id) => larger.has(id))).toBe(true);
  });

  test('does not concern what a host chose', () => {
    for (const id of ids.slice(0, 50)) {
      expect(mediaInEffect('p2p', id, 0)).toBe('p2p');
      expect(mediaInEffect('sfu', id, 100)).toBe('sfu');
    }
  });
});

test.each([
  ['auto', 100, 100],
  ['sfu', 100, 100],
  ['p2p', 100, 4],
  ['p2p', 3, 3],
] as const)('%s with %i seats has %i places', (media, maxSeats, places) => {
  expect(placesUnder(media, maxSeats)).toBe(places);
});
