import type { Repeats, Schedule } from '@parley/worker/contract/schedule.ts';
import { escapeText, foldLines } from './calendar-text.ts';
import { firstDate } from './occurrences.ts';
import {
  changesBetween,
  wallBefore,
  weekdayOf,
  type YearlyChange,
  yearlyChanges,
  type ZoneChange,
} from './zone-changes.ts';
import { momentOf, offsetMinutesAt, parseWallTime, type WallTime, wallTimeAt } from './zoned-time.ts';

export type CalendarEvent = {
  /** Stays the same for one meeting: importing it again changes the entry instead of adding another. */
  uid: string;
  title: string;
  /** Plain text; may have several lines. */
  description: string;
  link: string;
  schedule: Schedule;
};

/**
 * An iCalendar file (RFC 5545) that Google, Outlook and Apple import. Written here rather than by a package: those that are small
 * enough give times in UTC only, with which a repeated lesson moves by an hour in summer. Outlook wants the zone described in the
 * file, with rules; they are found in what the browser knows of the zone.
 */
export function calendarFile(event: CalendarEvent, nowMs: number): string {
  const { schedule } = event;
  const { timeZone } = schedule;
  const first = firstDate(schedule);
  const startMs = momentOf(first, timeZone);
  const end = wallTimeAt(startMs + schedule.durationMinutes * 60_000, timeZone);
  const rule = recurrenceRule(schedule);
  return foldLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Parley//Parley//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...(timeZone === 'UTC' ? [] : zoneLines(timeZone, startMs)),
    'BEGIN:VEVENT',
    `UID:${escapeText(event.uid)}`,
    `DTSTAMP:${utcStamp(nowMs)}`,
    `DTSTART${zoned(first, timeZone)}`,
    `DTEND${zoned(end, timeZone)}`,
    ...(rule ? [`RRULE:${rule}`] : []),
    `SUMMARY:${escapeText(event.title)}`,
    `DESCRIPTION:${escapeText(event.description)}`,
    `LOCATION:${escapeText(event.link)}`,
    `URL:${event.link}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
}

const frequency: Record<Exclude<Repeats, 'never'>, string> = {
  daily: 'FREQ=DAILY',
  weekdays: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  weekly: 'FREQ=WEEKLY',
  'every-two-weeks': 'FREQ=WEEKLY;INTERVAL=2',
  monthly: 'FREQ=MONTHLY',
};

/** The RRULE of a schedule, without its name; null when it takes place once. */
export function recurrenceRule({ repeats, until, timeZone }: Schedule): string | null {
  if (repeats === 'never') return null;
  if (until === null) return frequency[repeats];
  const lastMinute = momentOf({ ...parseWallTime(until), hour: 23, minute: 59 }, timeZone);
  return `${frequency[repeats]};UNTIL=${utcStamp(lastMinute)}`;
}

/** `20261123T083000Z` */
export function utcStamp(atMs: number): string {
  return new Date(atMs).toISOString().replace(/[-:]|\.\d+/g, '');
}

function zoned(wall: WallTime, timeZone: string): string {
  return timeZone === 'UTC' ? `:${wallStamp(wall)}Z` : `;TZID=${timeZone}:${wallStamp(wall)}`;
}

function wallStamp({ year, month, day, hour, minute }: WallTime): string {
  const pad = (value: number, length = 2) => String(value).padStart(length, '0');
  return `${pad(year, 4)}${pad(month)}${pad(day)}T${pad(hour)}${pad(minute)}00`;
}

const listedYears = 10;
const yearMs = 366 * 86_400_000;

function zoneLines(timeZone: string, startMs: number): string[] {
  const yearly = yearlyChanges(timeZone, startMs);
  const observances = yearly
    ? yearly.flatMap(yearlyLines)
    : [
        ...steadyLines(offsetMinutesAt(startMs - yearMs, timeZone)),
        ...changesBetween(timeZone, startMs - yearMs, startMs + listedYears * yearMs).flatMap((change) =>
          changeLines(change),
        ),
      ];
  return ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...observances, 'END:VTIMEZONE'];
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;

function yearlyLines({ change, nth }: YearlyChange): string[] {
  const wall = wallBefore(change);
  return changeLines(change, `RRULE:FREQ=YEARLY;BYMONTH=${wall.month};BYDAY=${nth}${weekdays[weekdayOf(wall)]}`);
}

function changeLines(change: ZoneChange, rule?: string): string[] {
  const kind = change.to > change.from ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${kind}`,
    `DTSTART:${wallStamp(wallBefore(change))}`,
    ...(rule ? [rule] : []),
    `TZOFFSETFROM:${offset(change.from)}`,
    `TZOFFSETTO:${offset(change.to)}`,
    `END:${kind}`,
  ];
}

function steadyLines(minutes: number): string[] {
  const at = offset(minutes);
  return ['BEGIN:STANDARD', 'DTSTART:19700101T000000', `TZOFFSETFROM:${at}`, `TZOFFSETTO:${at}`, 'END:STANDARD'];
}

/** `+0545` */
function offset(minutes: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}${pad(size % 60)}`;
}
