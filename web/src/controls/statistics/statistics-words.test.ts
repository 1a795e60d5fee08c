import { expect, test } from 'vitest';
import type { TrackFigures } from './read-statistics.ts';
import { asText, paceOf, shapeOf } from './statistics-words.ts';

const camera: TrackFigures = {
  key: '0:0:secret-id',
  direction: 'out',
  participantId: null,
  source: 'camera',
  way: 'box',
  codec: 'VP8',
  width: 1280,
  height: 720,
  framesPerSecond: 30,
  layer: 'r2 L1T3',
  bitrateBps: 1_480_400,
  lossPercent: 0.4,
  rttMs: 24,
  jitterMs: 3,
};
const voice: TrackFigures = {
  ...camera,
  direction: 'in',
  participantId: 'ada',
  source: 'mic',
  codec: 'opus',
  width: null,
  height: null,
  framesPerSecond: null,
  layer: null,
  bitrateBps: null,
  lossPercent: null,
};

test('what is not known is left out', () => {
  expect(shapeOf(camera)).toBe('VP8 · 1280×720 · 30 fps · r2 L1T3');
  expect(paceOf(camera)).toBe('1480 kbit/s · 0.4 % lost · 24 ms · ± 3 ms');
  expect(shapeOf(voice)).toBe('opus');
  expect(paceOf(voice)).toBe('24 ms · ± 3 ms');
});

test('as text: names and figures, no ids', () => {
  const text = asText([camera, voice], () => 'Ada', ['Parley']);
  expect(text.split('\n')).toEqual([
    'Parley',
    'sent You: camera, through the server: VP8 · 1280×720 · 30 fps · r2 L1T3 · 1480 kbit/s · 0.4 % lost · 24 ms · ± 3 ms',
    'received Ada: microphone, through the server: opus · 24 ms · ± 3 ms',
  ]);
  expect(text).not.toContain('secret');
  expect(text).not.toContain('ada');
});
