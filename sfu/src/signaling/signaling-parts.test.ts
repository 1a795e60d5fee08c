import { expect, test } from 'vitest';
import { requests } from '../../contract/requests.ts';
import { source } from '../../contract/shapes.ts';
import { grantOfSource } from '../room/grants.ts';
import { FloodMeter } from './flood-meter.ts';
import { handlers } from './handlers/index.ts';
import { policy } from './policy.ts';
import { RememberedResults } from './remembered-results.ts';

test('every request has a policy and a handler, and nothing else has', () => {
  const names = Object.keys(requests).sort();
  expect(Object.keys(policy).sort()).toEqual(names);
  expect(Object.keys(handlers).sort()).toEqual(names);
});

test('before joining, one can only join and leave', () => {
  const early = Object.entries(policy).filter(([, { states }]) => (states as readonly string[]).includes('connected'));
  expect(early.map(([name]) => name)).toEqual(['join', 'leave']);
});

test.each(source.options)('sending %s needs its own grant', (name) => {
  expect(policy.produce.grant({ source: name })).toBe(grantOfSource[name]);
  expect(policy.setSource.grant({ source: name })).toBe(grantOfSource[name]);
});

test.each([undefined, null, 7, 'mic', {}, { source: 'face' }, { source: ['mic'] }])(
  'an unreadable source needs none: %j',
  (data) => {
    expect(policy.produce.grant(data)).toBe(null);
  },
);

test('a socket goes with its 101st bad message in 10 s', () => {
  const meter = new FloodMeter();
  const verdicts = Array.from({ length: 101 }, (_, index) => meter.add(index * 40));
  expect(verdicts.indexOf(true)).toBe(100);
});

test('a hundred bad messages a minute are put up with', () => {
  const meter = new FloodMeter();
  expect(Array.from({ length: 600 }, (_, index) => meter.add(index * 600)).some(Boolean)).toBe(false);
});

test('results of the last 64 requests are remembered', () => {
  const results = new RememberedResults();
  for (let id = 0; id < 65; id += 1) results.keep(`id-${id}`, 'produce', Promise.resolve({ ok: true, data: id }));
  expect([results.get('id-0'), results.get('id-1')?.name, results.get('id-64')?.name]).toEqual([
    undefined,
    'produce',
    'produce',
  ]);
});
