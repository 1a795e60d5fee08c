import { expect, test } from 'vitest';
import { meetingId, meetingIdLetters } from '../../contract/ids.ts';
import { newMeetingId } from './meeting-id.ts';

test('ids fit the contract and differ', () => {
  const ids = Array.from({ length: 500 }, () => newMeetingId());
  for (const id of ids) expect(meetingId.safeParse(id).success).toBe(true);
  expect(new Set(ids).size).toBe(500);
});

test('bytes that would favour some letters are thrown away', () => {
  // 253 = 11 × 23: 253, 254 and 255 would make the first three letters likelier.
  const bytes = [253, 254, 255, 0, 22, 23, 1, 2, 3, 4, 5, 6, 7, 252];
  const letters = [0, 22, 0, 1, 2, 3, 4, 5, 6, 7].map((index) => meetingIdLetters[index]).join('');
  expect(newMeetingId(() => Uint8Array.from(bytes)).replaceAll('-', '')).toBe(letters);
});
