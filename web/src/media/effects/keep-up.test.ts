import { expect, test } from 'vitest';
import { fresh, type KeepUp, keepUp, type SoundClock, watchSound } from './keep-up.ts';

const intervalMs = 33;
/** So many frames, each of which takes so long. */
function run(parts: readonly { frames: number; tookMs: number }[], from: KeepUp = fresh): KeepUp {
  let nowMs = 0;
  return parts.reduce((state, { frames, tookMs }) => {
    let next = state;
    for (let frame = 0; frame < frames; frame++) {
      nowMs += intervalMs;
      next = keepUp(next, { tookMs, intervalMs, nowMs });
    }
    return next;
  }, from);
}

test('a machine that is fast enough does all of it', () => {
  expect(run([{ frames: 1_000, tookMs: 15 }]).pace).toBe('each');
});

test('a moment of load costs nothing', () => {
  expect(
    run([
      { frames: 100, tookMs: 15 },
      { frames: 60, tookMs: 50 },
      { frames: 100, tookMs: 15 },
    ]).pace,
  ).toBe('each');
});

test('too slow for long: every other frame, which may be enough', () => {
  const slower = run([{ frames: 100, tookMs: 28 }]);
  expect(slower.pace).toBe('every-other');
  expect(run([{ frames: 1_000, tookMs: 16 }], slower).pace).toBe('every-other');
});

test('still too slow: given up, for good', () => {
  const given = run([{ frames: 300, tookMs: 60 }]);
  expect(given.pace).toBe('given-up');
  expect(run([{ frames: 300, tookMs: 1 }], given).pace).toBe('given-up');
});

/** A look each second; by how much sound falls behind in each. */
function listen(behindMs: readonly number[]): boolean {
  let clock: SoundClock | null = null;
  let soundMs = 0;
  return behindMs.some((behind, second) => {
    soundMs += 1_000 - behind;
    const looked = watchSound(clock, { wallMs: (second + 1) * 1_000, soundMs });
    clock = looked.clock;
    return looked.lost;
  });
}

test('sound that runs with the wall clock, or stumbles now and then, is whole', () => {
  expect(listen([0, 5, 0, 10, 0, 5, 0, 0, 5, 0])).toBe(false);
  expect(listen([0, 100, 0, 100, 0, 100, 0, 100, 0, 100])).toBe(false);
});

test('sound that falls behind for seconds is missing pieces', () => {
  expect(listen([0, 60, 60, 60, 60, 60, 60, 60])).toBe(true);
});
