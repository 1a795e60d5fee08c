/** Times at which something was there, and how long one of them lasts; milliseconds. */
export interface Presence {
  readonly times: readonly number[];
  readonly lastsMs: number;
}

/** The longest time between `fromMs` and `toMs` in which nothing was there, in milliseconds. */
export function longestGapMs({ times, lastsMs }: Presence, fromMs: number, toMs: number): number {
  let longest = 0;
  let coveredUntilMs = fromMs;
  for (const time of [...times].sort((a, b) => a - b)) {
    if (time + lastsMs <= fromMs) continue;
    if (time >= toMs) break;
    longest = Math.max(longest, time - coveredUntilMs);
    coveredUntilMs = Math.max(coveredUntilMs, time + lastsMs);
  }
  return Math.max(longest, toMs - Math.max(coveredUntilMs, fromMs), 0);
}

/** The first moment from `fromMs` on after which nothing was missing for longer than `steadyMs` until `toMs`; null when there is none. */
export function steadyFromMs(
  { times, lastsMs }: Presence,
  fromMs: number,
  toMs: number,
  steadyMs: number,
): number | null {
  const sorted = times.filter((time) => time >= fromMs && time <= toMs).sort((a, b) => a - b);
  let start: number | null = sorted[0] ?? null;
  for (const [index, time] of sorted.entries()) {
    const next = sorted[index + 1] ?? toMs;
    if (next - time - lastsMs > steadyMs) start = sorted[index + 1] ?? null;
  }
  return start;
}

/** Missing less than this since the look before is rounding. */
const nothingMs = 1;

/** The longest time that was missing without a break, from looks at `[time, missing since the look before]`; milliseconds. */
export function longestRunMs(looks: readonly (readonly [atMs: number, missingMs: number])[]): number {
  let longest = 0;
  let run = 0;
  for (const [, missingMs] of looks) {
    run = missingMs > nothingMs ? run + missingMs : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** More than this missing of the time since the look before is heard as a break. */
const breakMs = 40;

/** When the last break ended, from `fromMs` on; null when nobody looked, or it has not ended. */
export function heardFromMs(
  looks: readonly (readonly [atMs: number, missingMs: number])[],
  fromMs: number,
  toMs: number,
): number | null {
  const during = looks.filter(([atMs]) => atMs > fromMs && atMs <= toMs);
  const last = during.at(-1);
  if (!last || last[1] > breakMs) return null;
  return during.findLast(([, missingMs]) => missingMs > breakMs)?.[0] ?? fromMs;
}
