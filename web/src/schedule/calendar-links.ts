import { type CalendarEvent, recurrenceRule, utcStamp } from './calendar-file.ts';
import { firstDate } from './occurrences.ts';
import { momentOf } from './zoned-time.ts';

/** Addresses that open a filled-in entry of an online calendar. Outlook's know no repetition: there the file is the better way. */
export type CalendarLinks = { google: string; outlook: string; office: string };

export function calendarLinks(event: CalendarEvent): CalendarLinks {
  const { schedule, title, description, link } = event;
  const startMs = momentOf(firstDate(schedule), schedule.timeZone);
  const endMs = startMs + schedule.durationMinutes * 60_000;
  const rule = recurrenceRule(schedule);
  const google = new URLSearchParams({
    action: 'TEMPLATE',
    text: title,
    dates: `${utcStamp(startMs)}/${utcStamp(endMs)}`,
    ctz: schedule.timeZone,
    details: description,
    location: link,
    ...(rule ? { recur: `RRULE:${rule}` } : {}),
  });
  const outlook = new URLSearchParams({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: title,
    startdt: new Date(startMs).toISOString(),
    enddt: new Date(endMs).toISOString(),
    body: description,
    location: link,
  });
  return {
    google: `https://calendar.google.com/calendar/render?${google}`,
    outlook: `https://outlook.live.com/calendar/0/deeplink/compose?${spaced(outlook)}`,
    office: `https://outlook.office.com/calendar/0/deeplink/compose?${spaced(outlook)}`,
  };
}

/** Outlook shows `+` as it is. */
function spaced(parameters: URLSearchParams): string {
  return parameters.toString().replaceAll('+', '%20');
}
