import { describe, expect, test } from 'vitest';
import { evidenceFor, proves, readProof } from './proof.ts';

const sample = (framesDecoded: number, packetsReceived: number, samplesReceived: number) => ({
  framesDecoded,
  packetsReceived,
  samplesReceived,
});

test.each([
  ['camera', { muted: false, watched: true }, 'frames'],
  ['screen', { muted: false, watched: false }, 'connection'],
  ['camera', { muted: true, watched: true }, 'connection'],
  ['mic', { muted: false, watched: false }, 'sound'],
  ['screenAudio', { muted: true, watched: false }, 'connection'],
] as const)('%s %j is proved by its %s', (source, seen, evidence) => {
  expect(evidenceFor(source, seen)).toBe(evidence);
});

describe('two looks', () => {
  test.each([
    ['frames', sample(5, 90, 0), sample(6, 99, 0), false],
    ['frames', sample(5, 90, 0), sample(7, 99, 0), true],
    ['sound', sample(0, 10, 480), sample(0, 10, 960), false],
    ['sound', sample(0, 10, 480), sample(0, 12, 480), false],
    ['sound', sample(0, 10, 480), sample(0, 11, 960), true],
  ] as const)('%s: %j, then %j: %s', (evidence, first, now, proved) => {
    expect(proves(evidence, first, now)).toBe(proved);
  });
});

test('reads only what came in', async () => {
  const report = new Map([
    ['a', { type: 'inbound-rtp', framesDecoded: 3, packetsReceived: 7 }],
    ['b', { type: 'transport', packetsReceived: 900 }],
  ]);
  await expect(readProof({ getStats: async () => report as never })).resolves.toEqual(sample(3, 7, 0));
});
