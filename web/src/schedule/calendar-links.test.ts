import { expect, test } from 'vitest';
import { calendarLinks } from './calendar-links.ts';

const links = calendarLinks({
  uid: 'x',
  title: 'Choir & friends',
  description: 'Come in:\nhttps://parley.example.org/m/abc-defg-hjk',
  link: 'https://parley.example.org/m/abc-defg-hjk',
  schedule: {
    startsAt: '2026-11-23T09:30',
    timeZone: 'Europe/Berlin',
    durationMinutes: 90,
    repeats: 'weekly',
    until: null,
  },
});

test('Google gets moments, zone and rule', () => {
  const { searchParams } = new URL(links.google);
  expect(searchParams.get('text')).toBe('Choir & friends');
  expect(searchParams.get('dates')).toBe('20261123T083000Z/20261123T100000Z');
  expect(searchParams.get('ctz')).toBe('Europe/Berlin');
  expect(searchParams.get('recur')).toBe('RRULE:FREQ=WEEKLY');
});

test('Outlook gets moments, and spaces as spaces', () => {
  for (const link of [links.outlook, links.office]) {
    const { searchParams } = new URL(link);
    expect(searchParams.get('startdt')).toBe('2026-11-23T08:30:00.000Z');
    expect(searchParams.get('enddt')).toBe('2026-11-23T10:00:00.000Z');
    expect(link).not.toContain('+');
    expect(searchParams.get('subject')).toBe('Choir & friends');
  }
});
