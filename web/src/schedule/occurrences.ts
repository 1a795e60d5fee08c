import type { Repeats, Schedule } from '@parley/worker/contract/schedule.ts';
import { dayNumber, isTimeZone, momentOf, onDay, parseWallTime, type WallTime, wallTimeAt } from './zoned-time.ts';

/** One time that a scheduled meeting takes place, in milliseconds since 1970. */
export type Occurrence = { startMs: number; endMs: number };

/**
 * The occurrence that runs now, or else the next one; null when there is none any more. It comes back on the same local time: summer
 * time does not move it. Monthly means the same day of the month, and skips months without it, as calendars do.
 */
export function nextOccurrence(schedule: Schedule, nowMs: number): Occurrence | null {
  if (!isTimeZone(schedule.timeZone)) return null;
  for (const wall of datesFrom(schedule, nowMs)) {
    const startMs = momentOf(wall, schedule.timeZone);
    const endMs = startMs + schedule.durationMinutes * 60_000;
    if (endMs > nowMs) return { startMs, endMs };
  }
  return null;
}

/** No schedule is looked at for longer than this many dates: a month has one at least every other month. */
const mostDates = 500;

/** Dates of the meeting in order, from shortly before now. */
function* datesFrom(schedule: Schedule, nowMs: number): Generator<WallTime> {
  const first = parseWallTime(schedule.startsAt);
  const lastDay = schedule.until === null ? Infinity : dayNumber(parseWallTime(schedule.until));
  const firstDay = dayNumber(first);
  // A meeting may have begun the day before, or two with the date line in between.
  const fromDay = Math.max(firstDay, dayNumber(wallTimeAt(nowMs, schedule.timeZone)) - 2);
  if (schedule.repeats === 'never') {
    if (firstDay <= lastDay) yield first;
    return;
  }
  for (let day = fromDay, seen = 0; day <= lastDay && seen < mostDates; day++, seen++)
    if (fits[schedule.repeats](day, first, firstDay)) yield onDay(first, day);
}

type Rule = (day: number, first: WallTime, firstDay: number) => boolean;
const fits: Record<Exclude<Repeats, 'never'>, Rule> = {
  daily: () => true,
  weekdays: (day) => isWeekday(day),
  weekly: (day, _, firstDay) => (day - firstDay) % 7 === 0,
  'every-two-weeks': (day, _, firstDay) => (day - firstDay) % 14 === 0,
  monthly: (day, first) => onDay(first, day).day === first.day,
};

/** Monday to Friday. Day 0, the first of January 1970, was a Thursday. */
function isWeekday(day: number): boolean {
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday >= 1 && weekday <= 5;
}

/** The first date as calendars need it: one that begins `weekdays` on a weekend begins on the Monday after. */
export function firstDate(schedule: Schedule): WallTime {
  const first = parseWallTime(schedule.startsAt);
  if (schedule.repeats !== 'weekdays') return first;
  let day = dayNumber(first);
  while (!isWeekday(day)) day++;
  return onDay(first, day);
}
