const dayMs = 24 * 60 * 60_000;

/** When a day of UTC began, so many days before that of `nowMs`. */
export function dayStartMs(nowMs: number, daysBefore = 0): number {
  return (Math.floor(nowMs / dayMs) - daysBefore) * dayMs;
}

/** A day of UTC as `2026-11-22`. */
export function dayOf(nowMs: number, daysBefore = 0): string {
  return new Date(dayStartMs(nowMs, daysBefore)).toISOString().slice(0, 10);
}
