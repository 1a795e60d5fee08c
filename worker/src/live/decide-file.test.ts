import { expect, test } from 'vitest';
import { maxFileBytes, maxMeetingFileBytes, maxMeetingFiles } from '../../contract/files.ts';
import { allPermitted } from '../../contract/roles.ts';
import { makeSeat } from '../../test/make-seat.ts';
import { hasRoomFor, mayBeFor, mayHave, refusedToShare } from './decide-file.ts';
import type { LiveFile } from './file-store.ts';
import { seatStates } from './seat-state.ts';

const file = (change: Partial<LiveFile> = {}): LiveFile => ({
  id: 'file-0001',
  name: 'a.txt',
  size: 10,
  type: 'application/octet-stream',
  key: 'key',
  participantId: 'p-ada',
  to: null,
  stored: true,
  ...change,
});

test('only who is in and may chat shares files', () => {
  for (const state of seatStates)
    expect(refusedToShare(makeSeat('bob', { state }), allPermitted)).toBe(state === 'present' ? null : 'not-allowed');
  const silent = { ...allPermitted, chat: false };
  expect(refusedToShare(makeSeat('bob'), silent)).toBe('not-allowed');
  expect(refusedToShare(makeSeat('bob', { role: 'co-host' }), silent)).toBeNull();
});

test('files to one person are for who is in, or on the way back', () => {
  for (const state of seatStates) {
    expect(mayBeFor(makeSeat('bob', { state }))).toBe(state === 'present');
    const isBackSoon = state === 'present' || state === 'admitted';
    expect(mayBeFor(makeSeat('bob', { state, expectedBack: true }))).toBe(isBackSoon);
  }
  expect(mayBeFor(undefined)).toBe(false);
});

test('a meeting holds so many files, and so many bytes', () => {
  const full = (maxMeetingFileBytes / maxFileBytes) | 0;
  const large = Array.from({ length: full - 1 }, () => file({ size: maxFileBytes }));
  expect(hasRoomFor(maxFileBytes, large)).toBe(true);
  expect(hasRoomFor(maxFileBytes + 1, large)).toBe(false);
  const many = Array.from({ length: maxMeetingFiles - 1 }, () => file());
  expect(hasRoomFor(1, many)).toBe(true);
  expect(hasRoomFor(1, [...many, file()])).toBe(false);
});

test('files are for everybody who was let in, or for the two', () => {
  for (const state of seatStates)
    expect(mayHave(makeSeat('bob', { state }), file())).toBe(state === 'present' || state === 'admitted');
  const direct = file({ to: 'p-bob' });
  expect(mayHave(makeSeat('bob'), direct)).toBe(true);
  expect(mayHave(makeSeat('ada'), direct)).toBe(true);
  expect(mayHave(makeSeat('eve', { role: 'host' }), direct)).toBe(false);
  expect(mayHave(makeSeat('bob', { state: 'removed' }), direct)).toBe(false);
  expect(mayHave(makeSeat('ada'), file({ stored: false }))).toBe(false);
});
