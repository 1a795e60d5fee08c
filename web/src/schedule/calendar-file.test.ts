import type { Schedule } from '@parley/worker/contract/schedule.ts';
import { expect, test } from 'vitest';
import { calendarFile, recurrenceRule } from './calendar-file.ts';
import { escapeText, foldLines } from './calendar-text.ts';

const lesson: Schedule = {
  startsAt: '2026-11-23T09:30',
  timeZone: 'Europe/Berlin',
  durationMinutes: 90,
  repeats: 'weekly',
  until: '2027-03-29',
};
const event = {
  uid: 'abc-defg-hjk@parley.example.org',
  title: 'Choir; altos, tenors',
  description: 'Line one\nLine two',
  link: 'https://parley.example.org/m/abc-defg-hjk',
  schedule: lesson,
};
const now = Date.parse('2026-11-22T17:00:00Z');
const unfolded = (file: string) => file.replaceAll('\r\n ', '').split('\r\n');
const zoneOf = (timeZone: string, startsAt = lesson.startsAt) => {
  const lines = unfolded(calendarFile({ ...event, schedule: { ...lesson, timeZone, startsAt } }, now));
  return lines.slice(lines.indexOf('BEGIN:VTIMEZONE'), lines.indexOf('END:VTIMEZONE') + 1);
};

test('a weekly lesson in Berlin', () => {
  const lines = unfolded(calendarFile(event, now));
  expect(lines).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Parley//Parley//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VTIMEZONE',
    'TZID:Europe/Berlin',
    'BEGIN:DAYLIGHT',
    'DTSTART:20250330T020000',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'END:DAYLIGHT',
    'BEGIN:STANDARD',
    'DTSTART:20251026T030000',
    'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'END:STANDARD',
    'END:VTIMEZONE',
    'BEGIN:VEVENT',
    'UID:abc-defg-hjk@parley.example.org',
    'DTSTAMP:20261122T170000Z',
    'DTSTART;TZID=Europe/Berlin:20261123T093000',
    'DTEND;TZID=Europe/Berlin:20261123T110000',
    'RRULE:FREQ=WEEKLY;UNTIL=20270329T215900Z',
    'SUMMARY:Choir\\; altos\\, tenors',
    'DESCRIPTION:Line one\\nLine two',
    'LOCATION:https://parley.example.org/m/abc-defg-hjk',
    'URL:https://parley.example.org/m/abc-defg-hjk',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test('zones: the second Sunday, south of the equator, none, and no rule', () => {
  expect(zoneOf('America/New_York')).toContain('RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU');
  expect(zoneOf('America/New_York')).toContain('RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU');
  expect(zoneOf('Australia/Sydney')).toContain('RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU');
  expect(zoneOf('Asia/Kathmandu')).toEqual([
    'BEGIN:VTIMEZONE',
    'TZID:Asia/Kathmandu',
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETFROM:+0545',
    'TZOFFSETTO:+0545',
    'END:STANDARD',
    'END:VTIMEZONE',
  ]);
  // Summer time there paused for Ramadan, by the moon.
  const morocco = zoneOf('Africa/Casablanca', '2021-01-11T09:30');
  expect(morocco.filter((line) => line.startsWith('RRULE'))).toEqual([]);
  expect(morocco.filter((line) => line === 'BEGIN:DAYLIGHT').length).toBeGreaterThan(5);
});

test('UTC needs no zone', () => {
  const lines = unfolded(calendarFile({ ...event, schedule: { ...lesson, timeZone: 'UTC', repeats: 'never' } }, now));
  expect(lines).toContain('DTSTART:20261123T093000Z');
  expect(lines.join('\n')).not.toMatch(/VTIMEZONE|RRULE/);
});

test.each([
  ['never', null],
  ['daily', 'FREQ=DAILY'],
  ['weekdays', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
  ['weekly', 'FREQ=WEEKLY'],
  ['every-two-weeks', 'FREQ=WEEKLY;INTERVAL=2'],
  ['monthly', 'FREQ=MONTHLY'],
] as const)('%s → %s', (repeats, rule) => {
  expect(recurrenceRule({ ...lesson, repeats, until: null })).toBe(rule);
});

test('text is escaped, and no line end smuggles in a property', () => {
  expect(escapeText('a\\b;c,d\r\nATTENDEE:x\re')).toBe('a\\\\b\\;c\\,d\\nATTENDEE:x\\ne');
});

test('lines have at most 75 octets and break no character', () => {
  const line = `SUMMARY:${'Ä👩‍🏫'.repeat(40)}`;
  const folded = foldLines([line]);
  const parts = folded.split('\r\n');
  expect(parts.pop()).toBe('');
  for (const part of parts) expect(new TextEncoder().encode(part).length).toBeLessThanOrEqual(75);
  expect(folded).not.toContain('\ufffd');
  expect(folded.replaceAll('\r\n ', '')).toBe(`${line}\r\n`);
});
