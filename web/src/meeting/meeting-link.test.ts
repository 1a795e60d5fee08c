import { expect, test } from 'vitest';
import { meetingLink, parseMeetingId } from './meeting-link.ts';

test.each([
  ['abc-defg-hjk', 'abc-defg-hjk'],
  ['  ABC-DEFG-HJK ', 'abc-defg-hjk'],
  ['abcdefghjk', 'abc-defg-hjk'],
  ['abc defg hjk', 'abc-defg-hjk'],
  ['abc–defg–hjk', 'abc-defg-hjk'],
  ['https://meet.example.org/m/abc-defg-hjk', 'abc-defg-hjk'],
  ['https://meet.example.org/m/abc-defg-hjk?codec=h264#x', 'abc-defg-hjk'],
  ['Join us: http://localhost:5173/m/abc-defg-hjk .', 'abc-defg-hjk'],
  ['meet.example.org/m/ABC-DEFG-HJK/', 'abc-defg-hjk'],
])('%s is a meeting', (text, id) => {
  expect(parseMeetingId(text)).toBe(id);
});

test.each([
  '',
  'hello',
  'abc-defg-hij',
  'abc-defg-hjkk',
  'abc-defg-hj1',
  'https://example.org/',
  'https://example.org/m/',
])('%s is not', (text) => {
  expect(parseMeetingId(text)).toBeNull();
});

test('a link leads back to its id', () => {
  expect(parseMeetingId(meetingLink('abc-defg-hjk', 'https://meet.example.org'))).toBe('abc-defg-hjk');
});
