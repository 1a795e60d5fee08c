import { describe, expect, test } from 'vitest';
import { layoutTiles, type Rect } from './layout.ts';
import { layoutStage } from './layout-with-screens.ts';

const stages = {
  desktop: { width: 1416, height: 780 },
  'beside a panel': { width: 1050, height: 780 },
  'phone upright': { width: 374, height: 700 },
  'phone on its side': { width: 820, height: 300 },
};
const gap = 8;
const apart = (a: Rect, b: Rect) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

describe.each(Object.entries(stages))('%s', (_, stage) => {
  test.each([1, 2, 3, 5, 9, 16, 40])('a screen and %i tiles lie inside and apart, the screen largest', (count) => {
    const { large, tiles } = layoutStage(count, true, stage, gap);
    if (!large) throw new Error('no large picture');
    expect(tiles.length).toBeGreaterThan(0);
    for (const rect of [large, ...tiles]) {
      expect(rect.x).toBeGreaterThanOrEqual(0);
      expect(rect.y).toBeGreaterThanOrEqual(0);
      expect(rect.x + rect.width).toBeLessThanOrEqual(stage.width + 1);
      expect(rect.y + rect.height).toBeLessThanOrEqual(stage.height + 1);
    }
    const all = [large, ...tiles];
    for (const [index, rect] of all.entries())
      for (const other of all.slice(index + 1)) expect(apart(rect, other)).toBe(true);
    for (const tile of tiles) expect(tile.width * tile.height).toBeLessThanOrEqual(large.width * large.height);
  });

  test('without a screen everybody is equal', () => {
    expect(layoutStage(4, false, stage, gap)).toEqual({ large: null, tiles: layoutTiles(4, stage, gap) });
  });

  test('a screen alone has the whole stage', () => {
    expect(layoutStage(0, true, stage, gap)).toEqual({ large: { x: 0, y: 0, ...stage }, tiles: [] });
  });
});

test('people are beside the screen on a desktop and below it on a phone', () => {
  const desktop = layoutStage(3, true, stages.desktop, gap);
  expect(desktop.tiles[0]?.x).toBeGreaterThan(desktop.large?.width ?? 0);
  const phone = layoutStage(3, true, stages['phone upright'], gap);
  expect(phone.tiles[0]?.y).toBeGreaterThan(phone.large?.height ?? 0);
  expect(phone.large?.width).toBe(stages['phone upright'].width);
});

test('a screen is shown large: more than 70 % of a desktop', () => {
  const { large } = layoutStage(5, true, stages.desktop, gap);
  const { width, height } = stages.desktop;
  expect(((large?.width ?? 0) * (large?.height ?? 0)) / (width * height)).toBeGreaterThan(0.7);
});

test('a stage without a size has nothing', () => {
  expect(layoutStage(3, true, { width: 0, height: 0 }, gap)).toEqual({ large: null, tiles: [] });
});
