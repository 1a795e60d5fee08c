import { describe, expect, test } from 'vitest';
import { evidenceFor, judge, readProof } from './proof.ts';

const sample = (framesDecoded: number, packetsReceived: number, samplesReceived: number, samplesMadeUp = 0) => ({
  framesDecoded,
  packetsReceived,
  samplesReceived,
  samplesMadeUp,
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

const look = (atMs: number, stream: ReturnType<typeof sample>, playing: number | null = null) => ({
  atMs,
  stream,
  playing: playing === null ? null : sample(playing, 0, 0),
});

test.each([
  ['frames', sample(5, 90, 0), sample(6, 99, 0), 'not-yet'],
  ['frames', sample(5, 90, 0), sample(7, 99, 0), 'proved'],
  ['sound', sample(0, 10, 480), sample(0, 10, 960), 'not-yet'],
  ['sound', sample(0, 10, 480), sample(0, 12, 480), 'not-yet'],
  ['sound', sample(0, 10, 480), sample(0, 11, 960), 'proved'],
] as const)('%s: %j, then %j: %s', (evidence, first, now, verdict) => {
  expect(judge(evidence, look(0, first), look(50, now))).toBe(verdict);
});

describe('a picture that takes the place of another one', () => {
  test.each([
    ['too early to compare', 150, 4, 0, 'not-yet'],
    ['what plays is frozen', 200, 2, 0, 'proved'],
    ['what plays moves, and it is too early to compare', 350, 5, 5, 'not-yet'],
    ['as fast', 400, 6, 6, 'proved'],
    ['a little slower', 400, 9, 12, 'proved'],
    ['so slow that it would be seen', 400, 3, 12, 'slow'],
  ] as const)('%s', (_, elapsedMs, frames, beside, verdict) => {
    expect(judge('frames', look(0, sample(0, 0, 0), 0), look(elapsedMs, sample(frames, 0, 0), beside))).toBe(verdict);
  });
});

describe('sound that takes the place of another one', () => {
  const at = (atMs: number, own: ReturnType<typeof sample>, packetsBeside: number) => ({
    atMs,
    stream: own,
    playing: sample(0, packetsBeside, 0),
  });
  test.each([
    ['what plays has stopped', 50, 0, 0, 'proved'],
    ['what plays goes on, and it is too early to compare', 150, 0, 5, 'not-yet'],
    ['nothing is made up', 200, 100, 10, 'proved'],
    ['it is still finding its pace', 200, 2_000, 10, 'slow'],
  ] as const)('%s', (_, elapsedMs, madeUp, packetsBeside, verdict) => {
    const now = at(elapsedMs, sample(0, 10, 9_600, madeUp), packetsBeside);
    expect(judge('sound', at(0, sample(0, 0, 0), 0), now)).toBe(verdict);
  });
});

test('reads only what came in', async () => {
  const report = new Map([
    ['a', { type: 'inbound-rtp', framesDecoded: 3, packetsReceived: 7 }],
    ['b', { type: 'transport', packetsReceived: 900 }],
  ]);
  await expect(readProof({ getStats: async () => report as never })).resolves.toEqual(sample(3, 7, 0));
});
