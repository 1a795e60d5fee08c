import { expect, test } from 'vitest';
import { type LargeSpeaker, nextSpeaker, noSpeaker } from './large-speaker.ts';

const present = ['a', 'b', 'c'];
/** Lets it be said who speaks at each time; answers who is large after it. */
function walk(
  steps: readonly [nowMs: number, speaking: string[], present?: string[]][],
  from = noSpeaker,
): LargeSpeaker {
  return steps.reduce<LargeSpeaker>(
    (before, [nowMs, speaking, here = present]) => nextSpeaker(before, { nowMs, speaking, present: here }),
    from,
  );
}

test('the first to speak is large at once', () => {
  expect(walk([[0, ['b']]]).id).toBe('b');
});

test('somebody else takes over after a second and a half of speech', () => {
  const start: [number, string[]][] = [
    [0, ['a']],
    [1_000, ['b']],
  ];
  expect(walk([...start, [2_400, ['b']]]).id).toBe('a');
  expect(walk([...start, [2_500, ['b']]]).id).toBe('b');
});

test('a short word, then silence, changes nothing', () => {
  expect(
    walk([
      [0, ['a']],
      [1_000, ['b']],
      [1_300, []],
      [3_000, ['b']],
      [3_100, []],
      [9_000, []],
    ]).id,
  ).toBe('a');
});

test('who is large stays so while they speak, however loud another one is', () => {
  expect(
    walk([
      [0, ['a']],
      [1_000, ['b', 'a']],
      [9_000, ['b', 'a']],
    ]).id,
  ).toBe('a');
});

test('of two others the one who began first takes over', () => {
  expect(
    walk([
      [0, ['a']],
      [1_000, ['b']],
      [1_500, ['c', 'b']],
      [2_500, ['c', 'b']],
    ]).id,
  ).toBe('b');
});

test('when the large one leaves, whoever speaks takes their place at once, or nobody', () => {
  expect(
    walk([
      [0, ['a']],
      [100, ['b'], ['b', 'c']],
    ]).id,
  ).toBe('b');
  expect(
    walk([
      [0, ['a']],
      [100, [], ['b', 'c']],
    ]).id,
  ).toBeNull();
});

test('someone who is not among the others is never large', () => {
  expect(walk([[0, ['self']]]).id).toBeNull();
});
