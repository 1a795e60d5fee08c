import { dayNumber, offsetMinutesAt, type WallTime, wallTimeAt } from './zoned-time.ts';

/** A moment at which the clocks of a zone are put forward or back. Offsets in minutes ahead of UTC. */
export type ZoneChange = { atMs: number; from: number; to: number };

/** A change that comes every year: on the `nth` weekday of a month (-1: the last), counted as its clocks showed before it. */
export type YearlyChange = { change: ZoneChange; nth: number };

const dayMs = 86_400_000;

/** All changes from a moment (inclusive) up to another one, in order. */
export function changesBetween(timeZone: string, fromMs: number, toMs: number): ZoneChange[] {
  const changes: ZoneChange[] = [];
  let before = offsetMinutesAt(fromMs, timeZone);
  for (let atMs = fromMs; atMs < toMs; atMs += dayMs) {
    const after = offsetMinutesAt(atMs + dayMs, timeZone);
    if (after === before) continue;
    changes.push({ atMs: exactly(timeZone, atMs, atMs + dayMs, before), from: before, to: after });
    before = after;
  }
  return changes;
}

/** Bisects to the minute at which the offset is no longer the one before. */
function exactly(timeZone: string, earlyMs: number, lateMs: number, before: number): number {
  let [low, high] = [Math.floor(earlyMs / 60_000), Math.ceil(lateMs / 60_000)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMinutesAt(middle * 60_000, timeZone) === before) low = middle;
    else high = middle;
  }
  return high * 60_000;
}

/** What the clocks showed at a change, had they not been changed. */
export function wallBefore({ atMs, from }: ZoneChange): WallTime {
  return wallTimeAt(atMs + from * 60_000, 'UTC');
}

const yearsCompared = 6;

/** The two yearly changes of a zone as they were the year before a moment; null when they do not come by a rule, or not at all. */
export function yearlyChanges(timeZone: string, nearMs: number): [YearlyChange, YearlyChange] | null {
  const firstYear = wallTimeAt(nearMs, timeZone).year - 1;
  const years = Array.from({ length: yearsCompared }, (_, index) =>
    changesBetween(timeZone, Date.UTC(firstYear + index, 0, 1), Date.UTC(firstYear + index + 1, 0, 1)),
  );
  if (years.some((changes) => changes.length !== 2)) return null;
  const one = ruleOf(years.map(([first]) => first as ZoneChange));
  const other = ruleOf(years.map(([, second]) => second as ZoneChange));
  return one && other ? [one, other] : null;
}

function ruleOf(changes: readonly ZoneChange[]): YearlyChange | null {
  const [first] = changes;
  if (!first) return null;
  const alike = (a: WallTime, b: WallTime) =>
    a.month === b.month && a.hour === b.hour && a.minute === b.minute && weekdayOf(a) === weekdayOf(b);
  const walls = changes.map(wallBefore);
  if (!walls.every((wall) => alike(wall, walls[0] as WallTime))) return null;
  if (!changes.every(({ from, to }) => from === first.from && to === first.to)) return null;
  if (walls.every((wall) => wall.day + 7 > daysIn(wall))) return { change: first, nth: -1 };
  const nth = Math.ceil((walls[0] as WallTime).day / 7);
  return walls.every((wall) => Math.ceil(wall.day / 7) === nth) ? { change: first, nth } : null;
}

/** 0 for Sunday. */
export function weekdayOf(wall: WallTime): number {
  return new Date(dayNumber(wall) * dayMs).getUTCDay();
}

function daysIn({ year, month }: WallTime): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
