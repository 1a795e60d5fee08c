/** How much of the work is done: on every frame, on every other one, or none any more. */
type Pace = 'each' | 'every-other' | 'given-up';

export type KeepUp = {
  pace: Pace;
  /** Mean time that a frame took lately, in milliseconds; null before the first. */
  meanMs: number | null;
  /** Since when it has been too long, in milliseconds; null: it is not. */
  lateSinceMs: number | null;
};

export const fresh: KeepUp = { pace: 'each', meanMs: null, lateSinceMs: null };

/** Share of the time between two frames that may be used: the rest is for encoding them. */
const shareAllowed = 0.7;
/** A moment's load costs nothing. */
const patienceMs = 3_000;
const weightOfNewest = 0.1;

/**
 * One frame was treated. An effect that cannot keep up is made cheaper, then given up, before any frame is lost. It never becomes
 * dearer again by itself: a person who wants it back asks for it.
 */
export function keepUp(before: KeepUp, frame: { tookMs: number; intervalMs: number; nowMs: number }): KeepUp {
  if (before.pace === 'given-up') return before;
  const { tookMs, intervalMs, nowMs } = frame;
  const meanMs = before.meanMs === null ? tookMs : before.meanMs + (tookMs - before.meanMs) * weightOfNewest;
  if (meanMs <= intervalMs * shareAllowed) return { ...before, meanMs, lateSinceMs: null };
  const lateSinceMs = before.lateSinceMs ?? nowMs;
  if (nowMs - lateSinceMs < patienceMs) return { ...before, meanMs, lateSinceMs };
  return { pace: before.pace === 'each' ? 'every-other' : 'given-up', meanMs: null, lateSinceMs: null };
}

/** How sound keeps up: its own clock beside that of the wall, both in milliseconds, and since when it falls behind. */
export type SoundClock = { wallMs: number; soundMs: number; behindForMs: number };

const behindAllowed = 0.03;
const behindPatienceMs = 6_000;

/** Another look at both clocks; `lost`: sound has been missing pieces for long enough to be heard. */
export function watchSound(
  before: SoundClock | null,
  now: { wallMs: number; soundMs: number },
): { clock: SoundClock; lost: boolean } {
  if (!before) return { clock: { ...now, behindForMs: 0 }, lost: false };
  const wallMs = now.wallMs - before.wallMs;
  const isBehind = now.soundMs - before.soundMs < wallMs * (1 - behindAllowed);
  const behindForMs = isBehind ? before.behindForMs + wallMs : 0;
  return { clock: { ...now, behindForMs }, lost: behindForMs >= behindPatienceMs };
}
