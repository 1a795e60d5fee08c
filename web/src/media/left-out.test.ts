import { expect, test } from 'vitest';
import { holdsVoicesBack, mayBeLeftOut } from './left-out.ts';

const seen = { muted: false, watched: true, voices: 3 };

test.each([
  ['a picture on a tile', 'camera', seen, false],
  ['a picture that nobody sees', 'screen', { ...seen, watched: false }, true],
  ['a voice, while there are few', 'mic', seen, false],
  ['a voice, while others are loud enough for all places', 'mic', { ...seen, voices: 8 }, true],
  ['a muted microphone, which may not be opened again', 'mic', { ...seen, muted: true }, true],
  ['the sound of a screen', 'screenAudio', { ...seen, voices: 20, watched: false }, false],
] as const)('%s', (_, source, facts, leftOut) => {
  expect(mayBeLeftOut(source, facts)).toBe(leftOut);
});

test('more voices than are heard at a time: some are held back', () => {
  expect([8, 9].map(holdsVoicesBack)).toEqual([false, true]);
});
