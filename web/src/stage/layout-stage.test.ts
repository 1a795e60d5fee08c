import { describe, expect, test } from 'vitest';
import { layoutTiles, type Rect } from './layout.ts';
import { layoutStage, type StageWish } from './layout-stage.ts';

const stages = {
  desktop: { width: 1416, height: 780 },
  'beside a panel': { width: 1050, height: 780 },
  'phone upright': { width: 374, height: 700 },
  'phone on its side': { width: 820, height: 300 },
};
const gap = 8;
const wish = (change: Partial<StageWish>): StageWish => ({
  large: 0,
  screen: false,
  tiles: 0,
  page: 0,
  most: 49,
  ...change,
});
const apart = (a: Rect, b: Rect) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

function expectInsideAndApart(all: readonly Rect[], stage: { width: number; height: number }): void {
  for (const rect of all) {
    expect(rect.x).toBeGreaterThanOrEqual(0);
    expect(rect.y).toBeGreaterThanOrEqual(0);
    expect(rect.x + rect.width).toBeLessThanOrEqual(stage.width + 1);
    expect(rect.y + rect.height).toBeLessThanOrEqual(stage.height + 1);
  }
  for (const [index, rect] of all.entries())
    for (const other of all.slice(index + 1)) expect(apart(rect, other)).toBe(true);
}

describe.each(Object.entries(stages))('%s', (_, stage) => {
  test.each([1, 2, 3, 5, 9, 16, 40])('a screen and %i tiles lie inside and apart, the screen largest', (tiles) => {
    const layout = layoutStage(wish({ large: 1, screen: true, tiles }), stage, gap);
    const [large] = layout.large;
    if (!large) throw new Error('no large picture');
    expect(layout.tiles.length).toBeGreaterThan(0);
    expectInsideAndApart([large, ...layout.tiles], stage);
    for (const tile of layout.tiles) expect(tile.width * tile.height).toBeLessThanOrEqual(large.width * large.height);
  });

  test.each([
    [1, 4],
    [2, 9],
    [3, 30],
  ])('%i people large and %i tiles lie inside and apart', (large, tiles) => {
    const layout = layoutStage(wish({ large, tiles }), stage, gap);
    expect(layout.large).toHaveLength(large);
    expectInsideAndApart([...layout.large, ...layout.tiles], stage);
  });

  test('without anything large everybody is equal', () => {
    expect(layoutStage(wish({ tiles: 4 }), stage, gap)).toEqual({
      largeArea: null,
      large: [],
      tiles: layoutTiles(4, stage, gap),
      perPage: 4,
      pages: 1,
      page: 0,
    });
  });

  test('a screen alone has the whole stage', () => {
    expect(layoutStage(wish({ large: 1, screen: true }), stage, gap).large).toEqual([{ x: 0, y: 0, ...stage }]);
  });

  test.each([9, 25, 60, 120])('%i people are on one page each, and no page is empty', (tiles) => {
    const first = layoutStage(wish({ tiles, most: 9 }), stage, gap);
    const counts = Array.from(
      { length: first.pages },
      (_, page) => layoutStage(wish({ tiles, most: 9, page }), stage, gap).tiles.length,
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(tiles);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(Math.max(...counts)).toBeLessThanOrEqual(9);
  });
});

test('people are beside the screen on a desktop and below it on a phone', () => {
  const desktop = layoutStage(wish({ large: 1, screen: true, tiles: 3 }), stages.desktop, gap);
  expect(desktop.tiles[0]?.x).toBeGreaterThan(desktop.large[0]?.width ?? 0);
  const phone = layoutStage(wish({ large: 1, screen: true, tiles: 3 }), stages['phone upright'], gap);
  expect(phone.tiles[0]?.y).toBeGreaterThan(phone.large[0]?.height ?? 0);
  expect(phone.large[0]?.width).toBe(stages['phone upright'].width);
});

test('a screen is shown large: more than 70 % of a desktop', () => {
  const [large] = layoutStage(wish({ large: 1, screen: true, tiles: 5 }), stages.desktop, gap).large;
  const { width, height } = stages.desktop;
  expect(((large?.width ?? 0) * (large?.height ?? 0)) / (width * height)).toBeGreaterThan(0.7);
});

test.each(Object.values(stages))('a screen is larger than those who are pinned beside it, on %o', (stage) => {
  const [screen, ...pinned] = layoutStage(wish({ large: 3, screen: true, tiles: 4 }), stage, gap).large;
  if (!screen) throw new Error('no screen');
  expect(pinned).toHaveLength(2);
  expectInsideAndApart([screen, ...pinned], stage);
  for (const { width, height } of pinned) expect(width * height).toBeLessThan(screen.width * screen.height);
});

test('people beside something large leave room for the controls in the corner', () => {
  const { tiles } = layoutStage(wish({ large: 1, screen: true, tiles: 40 }), stages.desktop, gap);
  expect(Math.min(...tiles.map(({ y }) => y))).toBeGreaterThanOrEqual(52);
});

test('a speaker gets most of a phone', () => {
  const [large] = layoutStage(wish({ large: 1, tiles: 6 }), stages['phone upright'], gap).large;
  expect(large?.height).toBeGreaterThan(stages['phone upright'].height * 0.6);
});

test('the large ones count as pictures of the page', () => {
  const layout = layoutStage(wish({ large: 2, tiles: 20, most: 9 }), stages.desktop, gap);
  expect(layout.tiles.length).toBeLessThanOrEqual(7);
});

test('a page that is no more is the last one there is', () => {
  expect(layoutStage(wish({ tiles: 20, most: 9, page: 7 }), stages.desktop, gap).page).toBe(2);
  expect(layoutStage(wish({ tiles: 3, most: 9, page: 7 }), stages.desktop, gap).page).toBe(0);
});

test('several pages leave room below for turning them', () => {
  const layout = layoutStage(wish({ tiles: 20, most: 9 }), stages.desktop, gap);
  const bottom = Math.max(...layout.tiles.map(({ y, height }) => y + height));
  expect(bottom).toBeLessThanOrEqual(stages.desktop.height - 48);
});

test('a stage without a size has nothing', () => {
  const layout = layoutStage(wish({ large: 1, screen: true, tiles: 3 }), { width: 0, height: 0 }, gap);
  expect([layout.large, layout.tiles]).toEqual([[], []]);
});
