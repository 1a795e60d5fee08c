import { expect, test } from 'vitest';
import { hasTitle, placesIn, planBar } from './plan-bar.ts';

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
  [320, 5],
  [360, 6],
  [390, 6],
  [1100, 9],
  [1440, 13],
])('a bar of %i pixels has %i places', (width, places) => {
  expect(placesIn(width)).toBe(places);
});

test.each([
  [390, false],
  [900, false],
  [901, true],
  [1440, true],
])('a bar of %i pixels has the title beside: %s', (width, title) => {
  expect(hasTitle(width)).toBe(title);
});
