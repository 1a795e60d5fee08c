import { describe, expect, test } from 'vitest';
import { cleanLine, displayName, meetingTitle } from '../contract/text.ts';
import { Mutator } from '../test/mutate.ts';

const nameOf = (raw: string) => displayName.safeParse(raw).data;

test.each<[string, string, string]>([
  ['plain', 'Ada Lovelace', 'Ada Lovelace'],
  ['markup, which is text', '<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['quotes', `O'Brien "Bob" & co`, `O'Brien "Bob" & co`],
  ['spaces', '  Ada \n\t Lovelace \u3000', 'Ada Lovelace'],
  ['controls', 'A\u0000d\u0007a', 'A d a'],
  ['direction overrides', 'Ada\u202e)tsoh(', 'Ada )tsoh('],
  ['isolates', '\u2066Ada\u2069', 'Ada'],
  ['zero-width letters', 'A\u200bd\u2060a', 'Ada'],
  ['soft hyphens', 'A\u00adda', 'Ada'],
  ['joiners between Latin letters', 'A\u200dd\u200ca', 'Ada'],
  ['fillers', 'Ada\u3164\u2800', 'Ada'],
  ['tags', 'Ada\u{e0041}\u{e0042}', 'Ada'],
  ['half a pair', 'A\ud800da', 'A da'],
  ['towers of marks', `Z${'\u0323\u0310'.repeat(40)}o`, `\u1e92${'\u0323'.repeat(4)}o`],
  ['decomposed', 'Jose\u0301', 'José'],
])('cleans %s', (_, raw, clean) => expect(cleanLine(raw)).toBe(clean.normalize('NFC')));

test.each<[string, string]>([
  ['of emoji only', '👩‍👩‍👧‍👦'],
  ['with an emoji and its selector', 'Ada ❤️'],
  ['with a skin tone in a sequence', '👩🏽‍🚀'],
  ['with a keycap', '1️⃣'],
  ['with a flag', '🇩🇪'],
  ['in Persian, with its joiner', 'می\u200cخواهم'],
  ['in Devanagari, with joiners', 'क्\u200dष'],
  ['in Vietnamese', 'Nguyễn Thị'],
  ['in Tibetan', 'བསྟན་འཛིན'],
  ['of one letter', '李'],
  ['of signs', '$_'],
])('a name %s is fine', (_, name) => expect(nameOf(name)).toBe(name.normalize('NFC')));

test.each<[string, string]>([
  ['nothing', ''],
  ['spaces', ' \u00a0\u2003 '],
  ['zero-width characters', '\u200b\u200d\u2060\ufeff'],
  ['a filler', '\u3164'],
  ['an empty braille cell', '\u2800\u2800'],
  ['marks without a letter', '\u0301\u0323'],
  ['direction characters', '\u202e\u2066'],
  ['a variation selector', '\ufe0f'],
  ['too much', 'x'.repeat(65)],
  ['ten thousand characters', 'x'.repeat(10_000)],
  ['ten thousand invisible ones', '\u200b'.repeat(10_000)],
])('a name of %s is refused', (_, raw) => expect(nameOf(raw)).toBeUndefined());

describe('whatever it is given', () => {
  test('cleaning twice is cleaning once, and nothing overrides the direction', () => {
    const mutator = new Mutator(20_261_122);
    const pieces = [
      'a',
      'é',
      '\u0301',
      '\u200d',
      '\u200c',
      '\ufe0f',
      '👩',
      '🏽',
      '❤',
      '1',
      '\u20e3',
      ' ',
      '\u202e',
      'ي',
      'क',
      '्',
      '\u00ad',
      '\ud83d',
      '한',
      'ᄒ',
      'ᅡ',
    ];
    for (let round = 0; round < 5_000; round++) {
      const raw = Array.from({ length: mutator.below(12) }, () => mutator.pick(pieces)).join('');
      const clean = cleanLine(raw);
      expect(cleanLine(clean), JSON.stringify(raw)).toBe(clean);
      expect(clean).not.toMatch(/[\u202a-\u202e\u2066-\u2069\p{Cc}]/u);
    }
  });
});

test('titles are cleaned the same way', () => {
  expect(meetingTitle.parse(' Algebra\u202e  1 ')).toBe('Algebra 1');
  expect(meetingTitle.safeParse('\u200b').success).toBe(false);
});
