import type { BodyOf } from '@parley/worker/contract/endpoints.ts';
import type { MediaPolicy } from '@parley/worker/contract/media-policy.ts';
import { defaultMaxSeats, type Meeting, maxSeatsLimit, passcode } from '@parley/worker/contract/meetings.ts';
import { allPermitted, type Permissions } from '@parley/worker/contract/roles.ts';
import type { Repeats, Schedule } from '@parley/worker/contract/schedule.ts';
import { cleanLine } from '@parley/worker/contract/text.ts';
import * as z from 'zod/mini';
import { formatWallTime, wallTimeAt } from '../../schedule/zoned-time.ts';

/** A meeting's settings as they stand in the form, before they are known to make sense. */
export type Draft = {
  title: string;
  lobby: boolean;
  beginsWithoutHost: boolean;
  passcodeOn: boolean;
  passcode: string;
  permissions: Permissions;
  maxSeats: string;
  media: MediaPolicy;
  scheduled: boolean;
  date: string;
  time: string;
  timeZone: string;
  durationMinutes: number;
  repeats: Repeats;
  /** Empty: no end. */
  until: string;
};

/** What is wrong, by the field that it is wrong in. */
export type DraftProblem = 'title' | 'passcode' | 'maxSeats' | 'date' | 'time' | 'until';

/** Lengths to choose from, in minutes. */
export const durations = [15, 30, 45, 60, 90, 120, 180, 240, 480] as const;

/** For a new meeting; should it be scheduled, then at the next full hour. */
export function newDraft(title: string, nowMs: number, timeZone: string): Draft {
  return {
    title,
    lobby: false,
    beginsWithoutHost: true,
    passcodeOn: false,
    passcode: '',
    permissions: { ...allPermitted },
    maxSeats: String(defaultMaxSeats),
    media: 'auto',
    scheduled: false,
    ...scheduleFields(null, nowMs, timeZone),
  };
}

export function draftOf(meeting: Meeting, nowMs: number, timeZone: string): Draft {
  const { title, lobby, beginsWithoutHost, permissions, media, schedule } = meeting;
  return {
    title,
    lobby,
    beginsWithoutHost,
    passcodeOn: meeting.passcode !== null,
    passcode: meeting.passcode ?? '',
    permissions: { ...permissions },
    maxSeats: String(meeting.maxSeats),
    media,
    scheduled: schedule !== null,
    ...scheduleFields(schedule, nowMs, timeZone),
  };
}

type ScheduleFields = Pick<Draft, 'date' | 'time' | 'timeZone' | 'durationMinutes' | 'repeats' | 'until'>;

function scheduleFields(schedule: Schedule | null, nowMs: number, timeZone: string): ScheduleFields {
  if (!schedule) {
    const nextHour = formatWallTime({ ...wallTimeAt(nowMs + 3_600_000, timeZone), minute: 0 });
    const [date = '', time = ''] = nextHour.split('T');
    return { date, time, timeZone, durationMinutes: 60, repeats: 'never', until: '' };
  }
  const [date = '', time = ''] = schedule.startsAt.split('T');
  const { durationMinutes, repeats } = schedule;
  return { date, time, timeZone: schedule.timeZone, durationMinutes, repeats, until: schedule.until ?? '' };
}

type Read = { settings: BodyOf<'createMeeting'>; problems?: never } | { settings?: never; problems: DraftProblem[] };

/** The settings as the Worker takes them; or all that is wrong, in the order of the form. */
export function readDraft(draft: Draft): Read {
  const title = cleanLine(draft.title).slice(0, 120);
  const maxSeats = Number(draft.maxSeats);
  const repeating = draft.scheduled && draft.repeats !== 'never' && draft.until !== '';
  const wrong: Record<DraftProblem, boolean> = {
    title: title === '',
    date: draft.scheduled && !/^\d{4}-\d\d-\d\d$/.test(draft.date),
    time: draft.scheduled && !/^\d\d:\d\d$/.test(draft.time),
    until: repeating && draft.until < draft.date,
    passcode: draft.passcodeOn && !z.safeParse(passcode, draft.passcode).success,
    maxSeats: !Number.isInteger(maxSeats) || maxSeats < 1 || maxSeats > maxSeatsLimit || draft.maxSeats.trim() === '',
  };
  const problems = (Object.keys(wrong) as DraftProblem[]).filter((field) => wrong[field]);
  if (problems.length > 0) return { problems };
  const { lobby, beginsWithoutHost, permissions, media } = draft;
  return {
    settings: {
      title,
      lobby,
      beginsWithoutHost,
      passcode: draft.passcodeOn ? draft.passcode : null,
      permissions: { ...permissions },
      maxSeats,
      media,
      schedule: draft.scheduled ? readSchedule(draft) : null,
    },
  };
}

function readSchedule({ date, time, timeZone, durationMinutes, repeats, until }: Draft): Schedule {
  const end = repeats === 'never' || until === '' ? null : until;
  return { startsAt: `${date}T${time}`, timeZone, durationMinutes, repeats, until: end };
}
