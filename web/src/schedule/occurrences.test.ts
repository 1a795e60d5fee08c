import type { Schedule } from '@parley/worker/contract/schedule.ts';
import { expect, test } from 'vitest';
import { firstDate, nextOccurrence } from './occurrences.ts';
import { formatWallTime } from './zoned-time.ts';

const lesson: Schedule = {
  startsAt: '2026-03-02T09:30',
  timeZone: 'Europe/Berlin',
  durationMinutes: 60,
  repeats: 'weekly',
  until: null,
};
const next = (change: Partial<Schedule>, now: string) => {
  const found = nextOccurrence({ ...lesson, ...change }, Date.parse(now));
  return found && new Date(found.startMs).toISOString();
};

test.each([
  // Weekly, across the change to summer time: 9:30 stays 9:30.
  [{}, '2026-01-01T00:00Z', '2026-03-02T08:30:00.000Z'],
  [{}, '2026-03-23T09:29Z', '2026-03-23T08:30:00.000Z'],
  [{}, '2026-03-23T09:30Z', '2026-03-30T07:30:00.000Z'],
  [{}, '2026-10-24T00:00Z', '2026-10-26T08:30:00.000Z'],
  [{}, '2036-10-24T00:00Z', '2036-10-27T08:30:00.000Z'],
  // Once.
  [{ repeats: 'never' }, '2026-03-02T09:00Z', '2026-03-02T08:30:00.000Z'],
  [{ repeats: 'never' }, '2026-03-02T09:30Z', null],
  // Daily, and weekdays: from Friday to Monday.
  [{ repeats: 'daily' }, '2026-03-06T12:00Z', '2026-03-07T08:30:00.000Z'],
  [{ repeats: 'weekdays' }, '2026-03-06T12:00Z', '2026-03-09T08:30:00.000Z'],
  [{ repeats: 'weekdays', startsAt: '2026-03-07T09:30' }, '2026-03-01T12:00Z', '2026-03-09T08:30:00.000Z'],
  [{ repeats: 'every-two-weeks' }, '2026-03-03T00:00Z', '2026-03-16T08:30:00.000Z'],
  // Monthly on the 31st skips months without one.
  [{ repeats: 'monthly', startsAt: '2026-01-31T09:30' }, '2026-02-01T00:00Z', '2026-03-31T07:30:00.000Z'],
  [{ repeats: 'monthly', startsAt: '2024-02-29T09:30' }, '2026-02-01T00:00Z', '2026-03-29T07:30:00.000Z'],
  // The last date is still one, the day after is not.
  [{ until: '2026-03-16' }, '2026-03-10T00:00Z', '2026-03-16T08:30:00.000Z'],
  [{ until: '2026-03-15' }, '2026-03-10T00:00Z', null],
  // It goes on over midnight, also where the local date is another one.
  [{ startsAt: '2026-03-02T23:00', durationMinutes: 120 }, '2026-03-02T23:30Z', '2026-03-02T22:00:00.000Z'],
  [{ startsAt: '2026-03-02T00:30', timeZone: 'Pacific/Auckland' }, '2026-03-01T11:40Z', '2026-03-01T11:30:00.000Z'],
  [{ timeZone: 'Mars/Olympus' }, '2026-01-01T00:00Z', null],
] as [Partial<Schedule>, string, string | null][])('%o at %s → %s', (change, now, expected) => {
  expect(next(change, now)).toBe(expected);
});

test('a daily meeting on the day that summer time takes away', () => {
  expect(next({ repeats: 'daily', startsAt: '2026-03-01T02:30' }, '2026-03-28T12:00Z')).toBe(
    '2026-03-29T01:30:00.000Z',
  );
});

test('weekdays that begin on a Saturday begin on Monday', () => {
  expect(formatWallTime(firstDate({ ...lesson, repeats: 'weekdays', startsAt: '2026-03-07T09:30' }))).toBe(
    '2026-03-09T09:30',
  );
  expect(formatWallTime(firstDate(lesson))).toBe('2026-03-02T09:30');
});
