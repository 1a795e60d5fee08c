import type { Schedule } from '@parley/worker/contract/schedule.ts';
import { nextOccurrence, type Occurrence } from './occurrences.ts';

/** What somebody at the door is told about the time. */
export type StartTime =
  /** Later than a day from now: the date says enough. */
  | { kind: 'far'; occurrence: Occurrence }
  | { kind: 'soon'; occurrence: Occurrence; value: number; unit: 'hour' | 'minute' }
  /** Less than a minute is left, or nobody is quite on time. */
  | { kind: 'now'; occurrence: Occurrence }
  | { kind: 'on'; occurrence: Occurrence }
  | { kind: 'over' };

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** For this long after the beginning a meeting is about to begin. */
const aboutToBeginMs = 2 * minuteMs;

/** Null: the meeting is not scheduled. */
export function startTime(schedule: Schedule | null, nowMs: number): StartTime | null {
  if (!schedule) return null;
  const occurrence = nextOccurrence(schedule, nowMs);
  if (!occurrence) return { kind: 'over' };
  const leftMs = occurrence.startMs - nowMs;
  if (leftMs > 24 * hourMs) return { kind: 'far', occurrence };
  if (leftMs >= 2 * hourMs) return { kind: 'soon', occurrence, value: Math.round(leftMs / hourMs), unit: 'hour' };
  if (leftMs >= minuteMs) return { kind: 'soon', occurrence, value: Math.ceil(leftMs / minuteMs), unit: 'minute' };
  return { kind: leftMs > -aboutToBeginMs ? 'now' : 'on', occurrence };
}

/** Whether a change is worth saying aloud: at ten, five and one minute, and at the beginning. */
export function worthSaying(before: StartTime | null, after: StartTime | null): boolean {
  if (!before || !after) return false;
  if (after.kind === 'now') return before.kind === 'soon';
  if (after.kind !== 'soon' || before.kind !== 'soon' || after.unit !== 'minute') return false;
  return before.value !== after.value && [10, 5, 1].includes(after.value);
}
