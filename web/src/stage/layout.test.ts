import { describe, expect, test } from 'vitest';
import { layoutTiles, type Rect, tilesThatFit } from './layout.ts';

const stages = {
  desktop: { width: 1416, height: 780 },
  'phone upright': { width: 374, height: 740 },
  'phone on its side': { width: 820, height: 300 },
  'beside the people panel': { width: 1050, height: 780 },
};
const gap = 12;

const apart = (a: Rect, b: Rect) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

describe.each(Object.entries(stages))('%s', (_, stage) => {
  test.each([1, 2, 3, 4, 5, 6, 7, 9, 12, 16, 25, 36, 49])('%i tiles lie inside, apart and equal', (count) => {
    const rects = layoutTiles(count, stage, gap);
    expect(rects).toHaveLength(count);
    for (const rect of rects) {
      expect(rect.x).toBeGreaterThanOrEqual(0);
      expect(rect.y).toBeGreaterThanOrEqual(0);
      expect(rect.x + rect.width).toBeLessThanOrEqual(stage.width + 1);
      expect(rect.y + rect.height).toBeLessThanOrEqual(stage.height + 1);
      expect([rect.width, rect.height]).toEqual([rects[0]?.width, rects[0]?.height]);
      expect(rect.width / rect.height).toBeLessThanOrEqual(16 / 9 + 0.03);
      expect(rect.width / rect.height).toBeGreaterThanOrEqual(4 / 5 - 0.03);
    }
    for (const [index, rect] of rects.entries())
      for (const other of rects.slice(index + 1)) expect(apart(rect, other)).toBe(true);
  });
});

test('a full stage is well used', () => {
  for (const count of [1, 2, 4, 6, 9, 16]) {
    const area = layoutTiles(count, stages.desktop, gap).reduce((sum, { width, height }) => sum + width * height, 0);
    expect(area / (stages.desktop.width * stages.desktop.height)).toBeGreaterThan(0.7);
  }
});

test('two people: side by side on a desktop, one above the other on a phone', () => {
  const [left, right] = layoutTiles(2, stages.desktop, gap);
  expect(left?.y).toBe(right?.y);
  const [above, below] = layoutTiles(2, stages['phone upright'], gap);
  expect(above?.x).toBe(below?.x);
});

test('a phone shows six in two columns', () => {
  const columns = new Set(layoutTiles(6, stages['phone upright'], gap).map(({ x }) => x));
  expect(columns.size).toBe(2);
});

test('the last row is centred', () => {
  const [first, , , , last] = layoutTiles(5, stages.desktop, gap);
  expect(last?.x).toBeGreaterThan(first?.x ?? 0);
});

test('a stage without a size has no tiles', () => {
  expect(layoutTiles(4, { width: 0, height: 0 }, gap)).toEqual([]);
  expect(layoutTiles(0, stages.desktop, gap)).toEqual([]);
});

test('as many tiles as one can recognise', () => {
  expect(tilesThatFit(9, stages.desktop, gap)).toBe(9);
  expect(tilesThatFit(100, stages.desktop, gap)).toBe(49);
  const onPhone = tilesThatFit(49, stages['phone upright'], gap);
  expect(onPhone).toBeGreaterThanOrEqual(8);
  expect(onPhone).toBeLessThan(20);
  expect(tilesThatFit(3, { width: 0, height: 0 }, gap)).toBe(1);
});
