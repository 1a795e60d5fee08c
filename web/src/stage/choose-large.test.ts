import { expect, test } from 'vitest';
import { chooseLarge, type LargeFacts } from './choose-large.ts';

const facts = (change: Partial<LargeFacts>): LargeFacts => ({
  view: 'automatic',
  screens: [],
  chosenScreen: null,
  pins: [],
  spotlight: null,
  speaker: null,
  present: ['a', 'b', 'c', 'd', 'e'],
  ...change,
});

test.each<[string, Partial<LargeFacts>, string[]]>([
  ['nobody, to begin with', {}, []],
  ['a screen', { screens: ['a'] }, ['screen:a']],
  ['of two screens the later one', { screens: ['b', 'a'] }, ['screen:a']],
  ['the screen that was chosen', { screens: ['b', 'a'], chosenScreen: 'b' }, ['screen:b']],
  ['not one that is shared no more', { screens: ['a'], chosenScreen: 'b' }, ['screen:a']],
  ['whom a host shows', { spotlight: 'c' }, ['camera:c']],
  ['not somebody who is gone', { spotlight: 'z', pins: ['y'] }, []],
  ['beside a screen, too', { spotlight: 'c', screens: ['a'] }, ['screen:a', 'camera:c']],
  ['pins instead of whom a host shows', { spotlight: 'c', pins: ['d', 'a'] }, ['camera:d', 'camera:a']],
  ['three pins at most', { pins: ['a', 'b', 'c', 'd'] }, ['camera:a', 'camera:b', 'camera:c']],
  ['a pin beside a screen', { screens: ['a'], pins: ['b'] }, ['screen:a', 'camera:b']],
  ['no speaker unless asked for', { speaker: 'b' }, []],
  ['the speaker', { view: 'speaker', speaker: 'b' }, ['camera:b']],
  ['somebody, before anyone has spoken', { view: 'speaker' }, ['camera:a']],
  ['nobody when one is alone', { view: 'speaker', present: [] }, []],
  ['a screen before the speaker', { view: 'speaker', speaker: 'b', screens: ['a'] }, ['screen:a']],
  ['a pin before the speaker', { view: 'speaker', speaker: 'b', pins: ['c'] }, ['camera:c']],
  ['in a grid, nothing', { view: 'grid', screens: ['a'], spotlight: 'b', speaker: 'c' }, []],
  ['in a grid, a pin', { view: 'grid', screens: ['a'], pins: ['b'] }, ['camera:b']],
])('large: %s', (_, change, large) => {
  expect(chooseLarge(facts(change))).toEqual(large);
});
