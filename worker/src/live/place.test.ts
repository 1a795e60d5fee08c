import { describe, expect, test } from 'vitest';
import { type Candidate, expectedMeeting, loadWith, placeOn } from './place.ts';

const box = (id: string, change: Partial<Candidate> = {}): Candidate => ({
  id,
  region: 'eu',
  healthy: true,
  reached: true,
  draining: false,
  participants: 0,
  capacity: 100,
  cpu: 0,
  consumers: 0,
  sendMbps: 0,
  capacityMbps: null,
  coming: 0,
  ...change,
});
const nobodyKnows = { region: null, at: null };
const inRegion = (region: string) => ({ region, at: null });

describe('in one region', () => {
  test.each<[string, string | null, Candidate[]]>([
    ['no boxes', null, []],
    ['unhealthy', null, [box('a', { healthy: false })]],
    ['draining', null, [box('a', { draining: true })]],
    ['another than the draining one', 'b', [box('a', { draining: true }), box('b', { cpu: 0.9 })]],
    [
      'reached from outside, even if it is crowded',
      'b',
      [box('a', { reached: false }), box('b', { participants: 95 })],
    ],
    ['not reached, but the only one', 'a', [box('a', { reached: false }), box('b', { participants: 100 })]],
    ['not reached, and with another problem', null, [box('a', { reached: false, healthy: false })]],
    ['full of people', null, [box('a', { participants: 100 })]],
    ['no bandwidth left', null, [box('a', { sendMbps: 500, capacityMbps: 500 })]],
    ['a busy processor alone keeps nobody out', 'a', [box('a', { cpu: 1 })]],
    ['nor does what is only expected', 'a', [box('a', { coming: 50 })]],
    ['least loaded', 'b', [box('a', { participants: 50 }), box('b', { participants: 49 })]],
    ['share of places counts', 'a', [box('a', { participants: 50, capacity: 500 }), box('b', { participants: 20 })]],
    ['processor counts', 'b', [box('a', { cpu: 0.9 }), box('b', { participants: 50 })]],
    [
      'bandwidth counts',
      'b',
      [
        box('a', { sendMbps: 400, capacityMbps: 500 }),
        box('b', { sendMbps: 400, capacityMbps: 1000, participants: 50 }),
      ],
    ],
    ['what its load does not show yet counts', 'b', [box('a', { coming: 3 }), box('b', { participants: 8 })]],
    ['a meeting weighs less on a large box', 'b', [box('a', { capacity: 20 }), box('b', { participants: 5 })]],
    [
      'no crowded one while another is below, even if that one is smaller',
      'b',
      [box('a', { participants: 860, capacity: 1000 }), box('b', { participants: 16, capacity: 20 })],
    ],
    ['a crowded one if all are', 'b', [box('a', { participants: 95 }), box('b', { participants: 90 })]],
    ['equal: always the same', 'a', [box('b'), box('a')]],
  ])('%s → %s', (_, expected, boxes) => expect(placeOn(boxes, nobodyKnows)).toBe(expected));

  test('a burst is spread by size before any load is reported', () => {
    const boxes = [box('small', { capacity: 100 }), box('large', { capacity: 300 })];
    for (let i = 0; i < 40; i++) {
      const chosen = boxes.find(({ id }) => id === placeOn(boxes, nobodyKnows));
      if (chosen) chosen.coming++;
    }
    expect(boxes.map(({ coming }) => coming)).toEqual([10, 30]);
  });

  test('a box’s own cost per stream counts once it is measured', () => {
    const { consumers } = expectedMeeting;
    expect(loadWith(box('a', { cpu: 0.5, consumers: 1000 }), 10)).toBeCloseTo(0.5 + (10 * consumers * 0.5) / 1000);
    expect(loadWith(box('a', { cpu: 0.5, consumers: 10 }), 5)).toBe(0.5);
  });
});

describe('among regions', () => {
  const places = new Map([
    ['eu', { latitude: 50, longitude: 9 }],
    ['us', { latitude: 39, longitude: -77 }],
    ['asia', { latitude: 1, longitude: 104 }],
  ]);
  const [eu, us, asia] = ['eu', 'us', 'asia'].map((region) => box(`box-${region}`, { region })) as [
    Candidate,
    Candidate,
    Candidate,
  ];
  const tokyo = { latitude: 36, longitude: 140 };
  const busy = { participants: 80 };
  const full = { participants: 100 };

  test.each<[string, string | null, Candidate[], { region: string | null; at: typeof tokyo | null }]>([
    ['the preferred one', 'box-us', [eu, { ...us, ...busy }, asia], inRegion('us')],
    ['the preferred one, also where another is nearer', 'box-us', [eu, us, asia], { region: 'us', at: tokyo }],
    ['without preference the nearest', 'box-asia', [eu, us, { ...asia, ...busy }], { region: null, at: tokyo }],
    ['full: the one nearest to the region', 'box-us', [{ ...eu, ...full }, us, asia], inRegion('eu')],
    ['full: the one nearest to the people', 'box-asia', [eu, { ...us, ...full }, asia], { region: 'us', at: tokyo }],
    ['none healthy: the nearest', 'box-us', [{ ...eu, healthy: false }, us, asia], inRegion('eu')],
    ['crowded, but with room: stays', 'box-us', [eu, { ...us, participants: 90 }, asia], inRegion('us')],
    ['soon full: the nearest', 'box-us', [{ ...eu, coming: 25 }, us, asia], inRegion('eu')],
    [
      'all soon full: stays',
      'box-eu',
      [
        { ...eu, coming: 25 },
        { ...us, coming: 25 },
      ],
      inRegion('eu'),
    ],
    ['unknown region: least loaded', 'box-us', [{ ...eu, ...busy }, us], inRegion('mars')],
    ['far rather than none', 'box-asia', [{ ...eu, ...full }, { ...us, draining: true }, asia], inRegion('eu')],
    ['far rather than not reached', 'box-asia', [{ ...eu, reached: false }, asia], inRegion('eu')],
    ['nobody anywhere', null, [{ ...eu, ...full }], inRegion('us')],
  ])('%s → %s', (_, expected, boxes, people) => expect(placeOn(boxes, people, places)).toBe(expected));

  test('where places are not known: the preferred region, else the least loaded of all', () => {
    expect(placeOn([eu, { ...us, ...busy }, asia], inRegion('us'))).toBe('box-us');
    expect(placeOn([{ ...eu, ...busy }, { ...us, ...full }, asia], inRegion('us'))).toBe('box-asia');
    expect(placeOn([{ ...eu, ...busy }, us], { region: null, at: tokyo })).toBe('box-us');
  });

  test('a region whose place is missing comes last', () => {
    const partly = new Map([...places].filter(([region]) => region !== 'us'));
    expect(placeOn([us, asia], inRegion('eu'), partly)).toBe('box-asia');
  });
});
