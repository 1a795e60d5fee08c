import type { Meeting } from '@parley/worker/contract/meetings.ts';
import { expect, test } from 'vitest';
import { invitation, invitedTime } from './invitation.ts';

const meeting: Pick<Meeting, 'id' | 'title' | 'passcode' | 'schedule'> = {
  id: 'abc-defg-hjk',
  title: 'Choir',
  passcode: null,
  schedule: {
    startsAt: '2026-11-23T09:30',
    timeZone: 'Europe/Berlin',
    durationMinutes: 60,
    repeats: 'weekly',
    until: null,
  },
};
const origin = 'https://parley.example.org';

test('a link is enough where nothing else is needed', () => {
  expect(invitation(meeting, origin)).toBe('Choir\nJoin: https://parley.example.org/m/abc-defg-hjk');
});

test('time and passcode come along', () => {
  const when = invitedTime(meeting, Date.parse('2026-11-22T12:00:00Z'), 'en-GB');
  expect(when).toMatch(/23 November 2026.* · Every week$/);
  expect(invitation({ ...meeting, passcode: 'sing-loud' }, origin, when)).toBe(
    `Choir\nWhen: ${when}\nJoin: https://parley.example.org/m/abc-defg-hjk\nPasscode: sing-loud`,
  );
});

test('what is over, or was never scheduled, has no time', () => {
  expect(invitedTime({ schedule: null }, 0, 'en')).toBeNull();
  const over = { schedule: meeting.schedule && { ...meeting.schedule, repeats: 'never' as const } };
  expect(invitedTime(over, Date.parse('2026-12-22T12:00:00Z'), 'en')).toBeNull();
});
