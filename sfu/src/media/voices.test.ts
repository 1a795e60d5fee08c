import { expect, test } from 'vitest';
import { chooseVoices, type Speaker, Voices } from './voices.ts';

const nowMs = 1_000_000;
const agoMs = (ms: number) => nowMs - ms;
/** Twelve people, p0 to p11, of whom each was silent longer than the one before. */
const twelve: Speaker[] = Array.from({ length: 12 }, (_, index) => ({
  ownerId: `p${index}`,
  muted: false,
  lastActiveAtMs: agoMs(10_000 * (index + 1)),
}));
const ids = (from: number, to: number) => twelve.slice(from, to).map(({ ownerId }) => ownerId);

test('of no more than eight, everybody is heard', () => {
  expect(chooseVoices([], twelve.slice(0, 8), [], nowMs).sort()).toEqual(ids(0, 8));
  expect(chooseVoices(['gone', 'p3'], twelve.slice(0, 4), [], nowMs).sort()).toEqual(ids(0, 4));
});

test('of more, those who spoke last', () => {
  expect(chooseVoices([], twelve, [], nowMs).sort()).toEqual(ids(0, 8));
});

test('whoever begins to speak takes the place of the one who was silent longest', () => {
  expect(chooseVoices(ids(0, 8), twelve, ['p11'], nowMs)).toEqual([...ids(0, 7), 'p11']);
  expect(chooseVoices(ids(0, 8), twelve, ['p7', 'p11'], nowMs)).toEqual([...ids(0, 6), 'p11', 'p7']);
});

test('never of one who speaks, or takes a breath', () => {
  const busy = twelve.map((speaker, index) => (index < 8 ? { ...speaker, lastActiveAtMs: agoMs(1_000) } : speaker));
  expect(chooseVoices(ids(0, 8), busy, ['p11'], nowMs)).toEqual(ids(0, 8));
  expect(chooseVoices(ids(0, 8), twelve, [...ids(0, 8), 'p11'], nowMs)).toEqual(ids(0, 8));
});

test('of the muted first', () => {
  const muted = twelve.map((speaker) => (speaker.ownerId === 'p0' ? { ...speaker, muted: true } : speaker));
  // The one who is not muted comes in without a word.
  expect(chooseVoices(ids(0, 8), muted, [], nowMs)).toEqual(['p8', ...ids(1, 8)]);
  const allMuted = twelve.map((speaker) => ({ ...speaker, muted: true }));
  expect(chooseVoices(ids(0, 8), allMuted, [], nowMs)).toEqual(ids(0, 8));
});

test('without a word nothing changes', () => {
  const equal = twelve.map((speaker) => ({ ...speaker, lastActiveAtMs: 0 }));
  expect(chooseVoices(ids(4, 12), equal, [], nowMs)).toEqual(ids(4, 12));
});

test('whoever opens the microphone has a voice before they speak', () => {
  const voices = new Voices();
  const silent = twelve.map((speaker) => ({ ...speaker, muted: speaker.ownerId === 'p11' }));
  expect(voices.update(silent, [], nowMs)).toBe(true);
  expect(voices.update(silent, [], nowMs + 1)).toBe(false);
  voices.opened('p11', nowMs + 2);
  expect(voices.update(twelve, [], nowMs + 3)).toBe(true);
  expect([...voices.now].sort()).toEqual(['p11', ...ids(0, 7)].sort());
});
