import type { Participant } from '@parley/sfu/contract/shapes.ts';
import { expect, test } from 'vitest';
import { isExpected } from './expected-stream.ts';

const mic = { participantId: 'ben', source: 'mic' } as const;
const camera = { participantId: 'ben', source: 'camera' } as const;
const on = [mic, camera].map(({ source }) => ({ source, muted: false }));
const muted = [{ source: 'mic', muted: true }] as const;

test.each([
  ['a microphone that is on', mic, { sending: on }, false, true],
  ['a muted microphone', mic, { sending: muted }, true, false],
  ['a camera on a tile', camera, { sending: on }, true, true],
  ['a camera on no tile', camera, { sending: on }, false, false],
  ['what they do not send', camera, { sending: muted }, true, false],
  ['what they sent before they were away', mic, { sending: on, suspended: true }, true, false],
])('%s', (_, received, ben, watched, expected) => {
  const roster = [
    { id: 'ada', sending: on },
    { id: 'ben', suspended: false, ...ben },
  ] as Participant[];
  expect(isExpected(received, roster, { watches: () => watched }, 8)).toBe(expected);
});

test('of many voices some may be held back; pictures on tiles and the sound of screens are not', () => {
  const screenAudio = { participantId: 'ben', source: 'screenAudio' } as const;
  const roster = [
    { id: 'ben', suspended: false, sending: [...on, { source: 'screenAudio', muted: false }] },
  ] as Participant[];
  const expected = [mic, camera, screenAudio].map((each) => isExpected(each, roster, { watches: () => true }, 9));
  expect(expected).toEqual([false, true, true]);
});
