import { roomSizes } from '@parley/worker/contract/box-link.ts';
import type { Box } from '@parley/worker/contract/boxes.ts';
import { expect, test } from 'vitest';
import { factsOf, inOrder, sizeLabels, sumOf, toneOf } from './box-state.ts';

const healthy: Box = {
  id: 'fsn1-1',
  url: 'https://fsn1-1.example.org',
  region: 'fsn1',
  linked: true,
  healthy: true,
  problems: [],
  draining: false,
  software: '1.0.0',
  participants: 12,
  rooms: 4,
  roomsInP2p: 2,
  roomsBySize: [1, 2, 0, 1, 0, 0],
  capacity: 200,
  capacityMbps: 900,
  cpu: 0.2,
  consumers: 60,
  sendMbps: 33,
  protocol: 12,
  lastSeenAtMs: 1,
};
const box = (change: Partial<Box>): Box => ({ ...healthy, ...change });

test.each([
  [{}, ['fine']],
  [{ linked: false, healthy: false }, ['lost']],
  [{ linked: false, healthy: false, lastSeenAtMs: null, participants: 0 }, ['never-linked']],
  [{ healthy: false, problems: ['clock-wrong', 'disk-full'] }, ['clock-wrong', 'disk-full']],
  [{ draining: true }, ['draining']],
  [{ draining: true, participants: 0 }, ['drained']],
  [{ participants: 200 }, ['full']],
  // What it last said of itself is old news.
  [{ linked: false, problems: ['disk-full'], participants: 200 }, ['lost']],
  [{ linked: false, draining: true, participants: 0 }, ['lost', 'drained']],
] satisfies [Partial<Box>, string[]][])('%o → %o', (change, facts) => {
  expect(factsOf(box(change))).toEqual(facts);
});

test('only what is wrong looks wrong', () => {
  expect(toneOf('fine')).toBe('fine');
  expect(toneOf('draining')).toBe('notice');
  expect(toneOf('address-unreachable')).toBe('bad');
  expect(toneOf('lost')).toBe('bad');
});

test('what needs somebody comes first', () => {
  const boxes = [
    box({ id: 'b', region: 'eu' }),
    box({ id: 'a', region: 'us' }),
    box({ id: 'z', region: 'us', linked: false }),
    box({ id: 'a', region: 'eu', draining: true }),
  ];
  expect(inOrder(boxes).map(({ region, id }) => `${region}/${id}`)).toEqual(['us/z', 'eu/a', 'eu/b', 'us/a']);
});

test('sums leave out what is away', () => {
  expect(sumOf([box({}), box({ draining: true }), box({ linked: false })])).toEqual({
    boxes: 3,
    healthy: 1,
    people: 24,
    capacity: 400,
    rooms: 8,
    roomsInP2p: 4,
    sendMbps: 66,
  });
  expect(sumOf([])).toMatchObject({ boxes: 0, people: 0, capacity: 0 });
});

test('classes of rooms, as boxes count them', () => {
  expect(sizeLabels(roomSizes)).toEqual(['1', '2', '3–4', '5–10', '11–25', '26+']);
});
