import type { Schedule } from '@parley/worker/contract/schedule.ts';
import { expect, test } from 'vitest';
import { startTime, worthSaying } from './countdown.ts';

const lesson: Schedule = {
  startsAt: '2026-11-23T09:30',
  timeZone: 'UTC',
  durationMinutes: 60,
  repeats: 'never',
  until: null,
};
const at = (time: string) => startTime(lesson, Date.parse(`${time}Z`));

test.each([
  ['2026-11-20T09:30:00', { kind: 'far' }],
  ['2026-11-22T09:31:00', { kind: 'soon', value: 24, unit: 'hour' }],
  ['2026-11-23T07:30:00', { kind: 'soon', value: 2, unit: 'hour' }],
  ['2026-11-23T07:30:01', { kind: 'soon', value: 120, unit: 'minute' }],
  ['2026-11-23T09:17:30', { kind: 'soon', value: 13, unit: 'minute' }],
  ['2026-11-23T09:29:00', { kind: 'soon', value: 1, unit: 'minute' }],
  ['2026-11-23T09:29:01', { kind: 'now' }],
  ['2026-11-23T09:31:30', { kind: 'now' }],
  ['2026-11-23T09:32:00', { kind: 'on' }],
  ['2026-11-23T10:30:00', { kind: 'over' }],
])('at %s: %o', (time, expected) => {
  expect(at(time)).toMatchObject(expected);
});

test('what is not scheduled has no start', () => {
  expect(startTime(null, 0)).toBeNull();
});

test('only a few moments are said aloud', () => {
  const said: string[] = [];
  let before = at('2026-11-23T07:00:00');
  for (let ms = Date.parse('2026-11-23T07:00:00Z'); ms < Date.parse('2026-11-23T10:00:00Z'); ms += 15_000) {
    const after = startTime(lesson, ms);
    if (worthSaying(before, after)) said.push(new Date(ms).toISOString().slice(11, 16));
    before = after;
  }
  expect(said).toEqual(['09:20', '09:25', '09:29', '09:29']);
});
