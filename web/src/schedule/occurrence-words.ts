import type { Occurrence } from './occurrences.ts';
import { dayNumber, ownTimeZone, wallTimeAt } from './zoned-time.ts';

const dayMs = 86_400_000;

/** “Tomorrow, 09:30 – 10:30”, “Mon, 23 Nov, 09:30 – 10:30”: in the reader's own zone, and language. */
export function occurrenceWords(
  { startMs, endMs }: Occurrence,
  nowMs: number,
  locale: string,
  timeZone = ownTimeZone(),
): string {
  const day = dayNumber(wallTimeAt(startMs, timeZone));
  const away = day - dayNumber(wallTimeAt(nowMs, timeZone));
  const time = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' });
  const range = time.formatRange(startMs, endMs);
  if (Math.abs(away) <= 1)
    return `${capital(new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(away, 'day'), locale)}${comma(locale)}${range}`;
  const near = away > 0 && away * dayMs < 300 * dayMs;
  const date = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(near ? {} : { year: 'numeric' }),
  });
  return `${date.format(startMs)}${comma(locale)}${range}`;
}

/** “Monday 23 November 2026, 09:30 – 10:30 CET”: for those who read it elsewhere. */
export function invitationWords({ startMs, endMs }: Occurrence, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).formatRange(startMs, endMs);
}

/** Between a day and a time: not every script has the same comma. */
function comma(locale: string): string {
  const { language } = new Intl.Locale(locale);
  if (language === 'ar') return '، ';
  return language === 'zh' ? ' ' : ', ';
}

function capital(words: string, locale: string): string {
  return words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);
}
