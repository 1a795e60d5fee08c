import { expect, test } from 'vitest';
import { formatWallTime, isTimeZone, momentOf, offsetMinutesAt, parseWallTime, wallTimeAt } from './zoned-time.ts';

const at = (text: string, zone: string) => new Date(momentOf(parseWallTime(text), zone)).toISOString();

test.each([
  ['2026-11-23T09:30', 'Europe/Berlin', '2026-11-23T08:30:00.000Z'],
  ['2026-07-01T09:30', 'Europe/Berlin', '2026-07-01T07:30:00.000Z'],
  ['2026-11-23T00:00', 'America/New_York', '2026-11-23T05:00:00.000Z'],
  ['2026-06-01T12:00', 'Asia/Kolkata', '2026-06-01T06:30:00.000Z'],
  ['2026-06-01T12:00', 'UTC', '2026-06-01T12:00:00.000Z'],
  ['2026-12-31T23:59', 'Pacific/Kiritimati', '2026-12-31T09:59:00.000Z'],
  // Skipped by summer time: as long after the change as it would have been.
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  // Twice in autumn: the first.
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
  ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
  // Half an hour of summer time.
  ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
])('%s in %s is %s', (wall, zone, utc) => {
  expect(at(wall, zone)).toBe(utc);
});

test('the clocks of a zone, and how far they are ahead', () => {
  const moment = Date.UTC(2026, 0, 1, 0, 30);
  expect(formatWallTime(wallTimeAt(moment, 'America/New_York'))).toBe('2025-12-31T19:30');
  expect(offsetMinutesAt(moment, 'America/New_York')).toBe(-300);
  expect(offsetMinutesAt(Date.UTC(2026, 6, 1), 'Asia/Kathmandu')).toBe(345);
});

test('an unknown zone is known to be one', () => {
  expect(isTimeZone('Europe/Berlin')).toBe(true);
  expect(isTimeZone('Mars/Olympus')).toBe(false);
});
