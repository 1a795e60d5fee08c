/** What listening to one's own microphone finds: `muted-speech`, one speaks and nobody hears; `silent`, it is on and gives nothing. */
export type MicFinding = 'muted-speech' | 'silent' | null;

export type MicCare = {
  finding: MicFinding;
  /** Since when one speaks, or nothing at all is heard, in milliseconds; null: not now. */
  sinceMs: number | null;
  heardForMs: number;
  lastAtMs: number | null;
  /** When one was last told to be muted. */
  toldAtMs: number | null;
};

export const quietMic: MicCare = { finding: null, sinceMs: null, heardForMs: 0, lastAtMs: null, toldAtMs: null };

/** Louder than this is somebody who means to be heard, not a keyboard. Root mean square in decibels. */
const speechDb = -38;
/** A microphone that works is never this quiet, not even in a quiet room. */
const nothingDb = -90;
/** Speech within the last moments; pauses between words do not count. */
const speechNeededMs = 500;
const speechForgottenAfterMs = 1_200;
const silentAfterMs = 8_000;
/** How long the hint stays, and how soon it may come again. */
const hintForMs = 6_000;
const hintAgainAfterMs = 30_000;

/** One look at the own microphone, a few times a second. `on`: the others hear it. */
export function listenToMic(before: MicCare, look: { on: boolean; db: number; nowMs: number }): MicCare {
  return look.on ? whileOn(before, look) : whileMuted(before, look);
}

function whileOn(before: MicCare, { db, nowMs }: { db: number; nowMs: number }): MicCare {
  const wasMuted = before.finding === 'muted-speech' || before.heardForMs > 0;
  const base = wasMuted ? { ...quietMic, toldAtMs: before.toldAtMs } : before;
  if (db > nothingDb) return { ...base, finding: null, sinceMs: null, lastAtMs: nowMs };
  const sinceMs = base.sinceMs ?? nowMs;
  return { ...base, finding: nowMs - sinceMs >= silentAfterMs ? 'silent' : null, sinceMs, lastAtMs: nowMs };
}

function whileMuted(before: MicCare, { db, nowMs }: { db: number; nowMs: number }): MicCare {
  const { toldAtMs } = before;
  const base = { ...before, sinceMs: null, finding: before.finding === 'silent' ? null : before.finding };
  if (base.finding === 'muted-speech' && toldAtMs !== null && nowMs - toldAtMs < hintForMs)
    return { ...base, lastAtMs: nowMs };
  const elapsedMs = Math.min(500, nowMs - (base.lastAtMs ?? nowMs));
  const heardForMs = db > speechDb ? base.heardForMs + elapsedMs : forget(base.heardForMs, elapsedMs);
  const mayTell = toldAtMs === null || nowMs - toldAtMs >= hintAgainAfterMs;
  if (heardForMs >= speechNeededMs && mayTell)
    return { finding: 'muted-speech', sinceMs: null, heardForMs: 0, lastAtMs: nowMs, toldAtMs: nowMs };
  return { ...base, finding: null, heardForMs, lastAtMs: nowMs };
}

function forget(heardForMs: number, elapsedMs: number): number {
  return Math.max(0, heardForMs - (elapsedMs * speechNeededMs) / speechForgottenAfterMs);
}
