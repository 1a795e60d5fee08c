import { expect, test } from 'vitest';
import { allPermitted, grant, type Permissions } from '../../contract/roles.ts';
import { grantsOf } from './grants-of.ts';

const nothing: Permissions = { mic: false, camera: false, screen: false, chat: false };

test('hosts and co-hosts may do everything, whatever guests may', () => {
  for (const role of ['host', 'co-host'] as const) expect(grantsOf(role, nothing)).toEqual(grant.options);
});

test('guests may do everything but moderate where all is permitted', () => {
  const all = grant.options.filter((one) => one !== 'moderate');
  expect(grantsOf('guest', allPermitted).toSorted()).toEqual(all.toSorted());
});

test.each<[keyof Permissions, string[]]>([
  ['mic', ['send-mic']],
  ['camera', ['send-camera']],
  ['screen', ['send-screen', 'send-screen-audio']],
  ['chat', ['chat']],
])('%s alone permits %s', (name, grants) => {
  const always = ['receive', 'raise-hand', 'react', 'vote'];
  expect(grantsOf('guest', nothing).toSorted()).toEqual(always.toSorted());
  expect(grantsOf('guest', { ...nothing, [name]: true }).toSorted()).toEqual([...always, ...grants].toSorted());
});
