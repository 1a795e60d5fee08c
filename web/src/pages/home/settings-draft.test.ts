import { meeting, newMeeting } from '@parley/worker/contract/meetings.ts';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { type Draft, draftOf, newDraft, readDraft } from './settings-draft.ts';

const now = Date.parse('2026-11-22T22:40:00Z');
const fresh = newDraft('Choir', now, 'Europe/Berlin');
const read = (change: Partial<Draft>) => readDraft({ ...fresh, ...change });

test('a new meeting proposes the next full hour, over midnight too', () => {
  expect(fresh).toMatchObject({ date: '2026-11-23', time: '00:00', timeZone: 'Europe/Berlin', scheduled: false });
});

test('what is not touched is what the Worker would take anyway', () => {
  expect(read({}).settings).toEqual({
    title: 'Choir',
    lobby: false,
    beginsWithoutHost: true,
    passcode: null,
    permissions: { mic: true, camera: true, screen: true, chat: true },
    maxSeats: 100,
    media: 'auto',
    schedule: null,
  });
});

test.each([
  [{}],
  [{ passcodeOn: true, passcode: 'ab12' }],
  [{ scheduled: true, repeats: 'weekly', until: '2026-12-31' }],
  [{ scheduled: true, repeats: 'monthly' }],
] as Partial<Draft>[][])('%o fits the contract', (change) => {
  expect(z.safeParse(newMeeting, read(change).settings).success).toBe(true);
});

test.each([
  [{ title: ' \u202e ' }, ['title']],
  [{ passcodeOn: true, passcode: 'abc' }, ['passcode']],
  [{ passcodeOn: true, passcode: 'with space' }, ['passcode']],
  [{ maxSeats: '0' }, ['maxSeats']],
  [{ maxSeats: '2.5' }, ['maxSeats']],
  [{ maxSeats: '501' }, ['maxSeats']],
  [{ maxSeats: '' }, ['maxSeats']],
  [{ scheduled: true, date: '', time: '' }, ['date', 'time']],
  [{ scheduled: true, repeats: 'daily', until: '2026-11-22' }, ['until']],
] as [Partial<Draft>, string[]][])('%o → %o', (change, problems) => {
  expect(read(change).problems).toEqual(problems);
});

test('what a switched-off part of the form holds does not matter', () => {
  expect(read({ passcodeOn: false, passcode: 'x', date: '', until: '2020-01-01' }).problems).toBeUndefined();
  expect(read({ scheduled: true, repeats: 'never', until: '2020-01-01' }).settings?.schedule?.until).toBeNull();
});

test('a meeting goes into the form and comes back unchanged', () => {
  const kept = z.parse(meeting, {
    id: 'abc-defg-hjk',
    title: 'Choir',
    lobby: true,
    maxSeats: 12,
    media: 'sfu',
    passcode: 'sing-loud',
    beginsWithoutHost: false,
    permissions: { mic: false, camera: true, screen: false, chat: true },
    schedule: {
      startsAt: '2026-11-23T09:30',
      timeZone: 'Asia/Tokyo',
      durationMinutes: 50,
      repeats: 'weekly',
      until: '2027-01-01',
    },
    createdAtMs: 1,
    lastLiveAtMs: null,
  });
  const { id: _, createdAtMs: __, lastLiveAtMs: ___, ...settings } = kept;
  expect(readDraft(draftOf(kept, now, 'Europe/Berlin')).settings).toEqual(settings);
});
