import { expect, test } from 'vitest';
import { invitationWords, occurrenceWords } from './occurrence-words.ts';

const occurrence = { startMs: Date.parse('2026-11-23T08:30:00Z'), endMs: Date.parse('2026-11-23T09:30:00Z') };
// Intl separates with spaces of several kinds.
const plain = (words: string) => words.replace(/\s+/gu, ' ');
const words = (now: string, locale = 'en-GB', zone = 'Europe/Berlin') =>
  plain(occurrenceWords(occurrence, Date.parse(now), locale, zone));

test('near days by name, others by date, in the reader’s own zone', () => {
  expect(words('2026-11-23T01:00:00Z')).toMatch(/^Today, 09:30 ?– ?10:30$/);
  expect(words('2026-11-22T10:00:00Z')).toMatch(/^Tomorrow, 09:30/);
  expect(words('2026-11-22T10:00:00Z', 'de')).toMatch(/^Morgen, 09:30/);
  expect(words('2026-11-22T10:00:00Z', 'ar')).toMatch(/^غدًا، /);
  expect(words('2026-11-22T10:00:00Z', 'zh-Hans')).toMatch(/^明天 09:30/);
  expect(words('2026-11-10T10:00:00Z')).toMatch(/^Mon,? 23 Nov, 09:30/);
  expect(words('2025-11-10T10:00:00Z')).toMatch(/2026/);
  expect(words('2026-11-22T10:00:00Z', 'en-GB', 'Asia/Tokyo')).toMatch(/^Tomorrow, 17:30/);
});

test('an invitation names the zone', () => {
  expect(plain(invitationWords(occurrence, 'en-GB', 'Europe/Berlin'))).toMatch(
    /Monday,? 23 November 2026.*09:30 ?– ?10:30 CET/,
  );
});
