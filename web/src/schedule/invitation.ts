import type { Meeting } from '@parley/worker/contract/meetings.ts';
import { meetingLink } from '../meeting/meeting-link.ts';
import { texts } from '../texts/texts.ts';
import { invitationWords } from './occurrence-words.ts';
import { nextOccurrence } from './occurrences.ts';

type Invited = Pick<Meeting, 'id' | 'title' | 'passcode' | 'schedule'>;

/** What to send to guests: what it is about, the link, and the passcode where there is one. */
export function invitation(meeting: Invited, origin: string, when: string | null = null): string {
  const words = texts.schedule.invitation;
  return [
    meeting.title,
    ...(when === null ? [] : [words.when(when)]),
    words.link(meetingLink(meeting.id, origin)),
    ...(meeting.passcode === null ? [] : [words.passcode(meeting.passcode)]),
  ].join('\n');
}

/** When it takes place next, on the meeting's own clock, and how often; null when it is not scheduled or over. */
export function invitedTime({ schedule }: Pick<Meeting, 'schedule'>, nowMs: number, locale: string): string | null {
  const next = schedule && nextOccurrence(schedule, nowMs);
  if (!next) return null;
  const time = invitationWords(next, locale, schedule.timeZone);
  return schedule.repeats === 'never' ? time : `${time} · ${texts.settings.schedule.choices[schedule.repeats]}`;
}
