import { expect, test } from 'vitest';
import { cardAt, cornerByKey, corners, nearestCorner } from './corners.ts';

const stages = [
  { width: 1416, height: 780 },
  { width: 374, height: 700 },
  { width: 820, height: 300 },
];

test.each(stages)('a card lies inside a stage of %o, nearest to its own corner', (stage) => {
  const area = { x: 0, y: 0, ...stage };
  for (const corner of corners) {
    const card = cardAt(corner, stage, area);
    expect(card.x).toBeGreaterThanOrEqual(0);
    expect(card.x + card.width).toBeLessThanOrEqual(stage.width);
    expect(card.y).toBeGreaterThanOrEqual(0);
    expect(card.y + card.height).toBeLessThanOrEqual(stage.height);
    if (stage.height > 400) expect(nearestCorner(card, area)).toBe(corner);
  }
});

test('a card lies over what is large, not over the others', () => {
  const card = cardAt('bottom-end', { width: 1416, height: 780 }, { x: 0, y: 0, width: 1100, height: 780 });
  expect(card.x + card.width).toBeLessThanOrEqual(1100);
});

test('arrow keys move it, others do not', () => {
  expect(cornerByKey('bottom-end', 'ArrowUp')).toBe('top-end');
  expect(cornerByKey('top-end', 'ArrowLeft')).toBe('top-start');
  expect(cornerByKey('top-start', 'ArrowDown')).toBe('bottom-start');
  expect(cornerByKey('bottom-start', 'ArrowRight')).toBe('bottom-end');
  expect(cornerByKey('top-end', 'Tab')).toBe('top-end');
});
