import type { Participant, Sending } from '@parley/sfu/contract/shapes.ts';
import { expect, test } from 'vitest';
import { screensInOrder, sends } from './shared-screens.ts';

const person = (id: string, ...sending: Sending[]): Participant => ({
  id,
  name: id,
  role: 'guest',
  suspended: false,
  sending,
  joinedAtMs: 0,
  handRaisedAtMs: null,
  quality: 'good',
});
const screen: Sending = { source: 'screen', muted: false };

test.each([
  ['nobody shares', [], [person('a'), person('b', { source: 'camera', muted: false })], []],
  ['one shares', [], [person('a'), person('b', screen)], ['b']],
  [
    'who shares later is last, wherever they are in the list',
    ['b'],
    [person('a', screen), person('b', screen)],
    ['b', 'a'],
  ],
  ['who stops is gone', ['b', 'a'], [person('a', screen), person('b')], ['a']],
  ['who left is gone', ['b', 'a'], [person('a', screen)], ['a']],
  ['a paused screen is not shown', ['a'], [person('a', { source: 'screen', muted: true })], []],
])('%s', (_, before, others, order) => {
  expect(screensInOrder(before, others)).toEqual(order);
});

test('what is muted or not said is not sent', () => {
  const ada = person('a', { source: 'mic', muted: true }, { source: 'camera', muted: false });
  expect([sends(ada, 'mic'), sends(ada, 'camera'), sends(ada, 'screen')]).toEqual([false, true, false]);
});
