import { expect, test } from 'vitest';
import type { MeetingState } from '../meeting/meeting-state.ts';
import { recoveryWords } from './recovery-words.ts';

const joined: MeetingState = { name: 'joined' };
const reconnecting: MeetingState = { name: 'reconnecting', sinceMs: 0 };

test.each([
  [joined, null, false, null],
  [joined, 'ice-restart', false, 'Looking for a better way…'],
  [joined, 'new-transport', false, 'Setting up picture and sound again…'],
  [joined, 'another-box', false, 'Moving to another server…'],
  [reconnecting, null, false, 'Connection lost. Coming back…'],
  [reconnecting, 'resume', false, 'Connection lost. Coming back…'],
  [reconnecting, 'resume', true, 'Still trying to reach the meeting. Check your network.'],
  [reconnecting, 'another-box', true, 'Moving to another server…'],
  [{ name: 'connecting' }, null, false, null],
  [{ name: 'left', reason: 'left' }, 'resume', true, null],
] as const)('%j, %s, long: %s → %s', (state, step, long, words) => {
  expect(recoveryWords(state, step, long)).toBe(words);
});
