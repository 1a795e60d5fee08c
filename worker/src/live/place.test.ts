import { expect, test } from 'vitest';
import { type Candidate, placeOn } from './place.ts';

const box = (id: string, change: Partial<Candidate> = {}): Candidate => ({
  id,
  region: 'eu',
  linked: true,
  silent: false,
  healthy: true,
  draining: false,
  participants: 0,
  capacity: 100,
  cpu: 0,
  placed: 0,
  ...change,
});

test.each<[string, string | null, Candidate[], string | null]>([
  ['no boxes', null, [], null],
  ['not linked', null, [box('a', { linked: false })], null],
  ['silent', null, [box('a', { silent: true })], null],
  ['unhealthy', null, [box('a', { healthy: false })], null],
  ['draining', null, [box('a', { draining: true })], null],
  ['another than the draining one', 'b', [box('a', { draining: true }), box('b', { cpu: 0.9 })], null],
  ['full', null, [box('a', { participants: 100 })], null],
  ['least loaded', 'b', [box('a', { participants: 50 }), box('b', { participants: 49 })], null],
  [
    'share of capacity counts',
    'a',
    [box('a', { participants: 50, capacity: 500 }), box('b', { participants: 20 })],
    null,
  ],
  ['processor counts', 'b', [box('a', { cpu: 0.9 }), box('b', { participants: 50 })], null],
  ['fewer meetings break a tie', 'b', [box('a', { placed: 1 }), box('b')], null],
  ['near first', 'b', [box('a'), box('b', { region: 'us', participants: 80 })], 'us'],
  ['far rather than none', 'a', [box('a'), box('b', { region: 'us', healthy: false })], 'us'],
  ['unknown region', 'a', [box('a'), box('b')], 'mars'],
])('%s → %s', (_, expected, boxes, region) => expect(placeOn(boxes, region)).toBe(expected));
