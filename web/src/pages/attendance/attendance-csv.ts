import type { AttendanceSession } from '@parley/worker/contract/meetings.ts';
import { formatWallTime, wallTimeAt } from '../../schedule/zoned-time.ts';

export type CsvWords = {
  session: string;
  name: string;
  role: string;
  joined: string;
  left: string;
  minutes: string;
  roles: Record<AttendanceSession['stays'][number]['role'], string>;
};

/**
 * Every stay as a line of a table that spreadsheets open: UTF-8 with a mark that says so, times of the reader's zone. Nothing in it
 * is run as a formula, whatever people called themselves.
 *
 * @param nowMs counts as the end of stays that go on
 */
export function attendanceCsv(
  sessions: readonly AttendanceSession[],
  words: CsvWords,
  timeZone: string,
  nowMs: number,
): string {
  const time = (atMs: number) => formatWallTime(wallTimeAt(atMs, timeZone)).replace('T', ' ');
  const header = [words.session, words.name, words.role, words.joined, words.left, words.minutes];
  const lines = sessions.flatMap(({ startedAtMs, stays }) =>
    stays.map(({ name, role, joinedAtMs, leftAtMs }) => [
      time(startedAtMs),
      name,
      words.roles[role],
      time(joinedAtMs),
      leftAtMs === null ? '' : time(leftAtMs),
      String(minutesBetween(joinedAtMs, leftAtMs ?? nowMs)),
    ]),
  );
  return `\ufeff${[header, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('')}`;
}

function minutesBetween(fromMs: number, toMs: number): number {
  return Math.max(0, Math.round((toMs - fromMs) / 60_000));
}

/** Quoted; and what a spreadsheet would take for a formula begins with an apostrophe. */
export function cell(text: string): string {
  const harmless = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
