import { expect, test } from 'vitest';
import { barShape, planBar } from './plan-bar.ts';

const actions = [
  { id: 'mic', rank: 1 },
  { id: 'camera', rank: 2 },
  { id: 'hand', rank: 4 },
  { id: 'chat', rank: 3 },
  { id: 'leave', rank: 0 },
];
const plan = (places: number) => {
  const { direct, more } = planBar(actions, places);
  return [direct.map(({ id }) => id).join(' '), more.map(({ id }) => id).join(' ')];
};

test.each([
  [9, 'mic camera hand chat leave', ''],
  [5, 'mic camera hand chat leave', ''],
  [4, 'mic camera leave', 'hand chat'],
  [3, 'mic leave', 'camera hand chat'],
  [2, 'leave', 'mic camera hand chat'],
  [0, 'leave', 'mic camera hand chat'],
])('%i places: “%s” and in the menu “%s”', (places, direct, more) => {
  expect(plan(places)).toEqual([direct, more]);
});

test.each([
  [320, { wide: false, places: 5 }],
  [390, { wide: false, places: 6 }],
  [1000, { wide: false, places: 11 }],
  [1100, { wide: true, panelPlaces: 3 }],
  [1440, { wide: true, panelPlaces: 4 }],
])('a bar of %i pixels with six buttons in the middle: %o', (width, shape) => {
  expect(barShape(width, 6)).toEqual(shape);
});
