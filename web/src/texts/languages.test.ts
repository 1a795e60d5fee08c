import { expect, test } from 'vitest';
import { formatLocale, languages, pickLanguage } from './languages.ts';

test.each([
  [null, ['de-AT', 'en'], 'de'],
  [null, ['nl', 'fr-CA', 'en'], 'fr'],
  [null, ['zh-TW'], 'zh'],
  [null, ['ar-EG'], 'ar'],
  [null, ['nl', 'tlh'], 'en'],
  [null, [], 'en'],
  ['es', ['de'], 'es'],
  ['klingon', ['pt'], 'pt'],
] as const)('chosen %s, the browser wants %o → %s', (chosen, wished, code) => {
  expect(pickLanguage(chosen, wished).code).toBe(code);
});

const of = (code: string) => languages.find((each) => each.code === code) ?? languages[0];

test.each([
  ['en', ['de', 'en-GB'], 'en-GB-u-nu-latn'],
  ['de', ['de-AT'], 'de-AT-u-nu-latn'],
  ['ar', ['ar-EG'], 'ar-EG-u-nu-latn'],
  ['fr', ['en'], 'fr-u-nu-latn'],
])('%s for somebody who reads %o formats as %s', (code, wished, locale) => {
  expect(formatLocale(of(code), wished)).toBe(locale);
});

test('only Arabic is written from right to left', () => {
  expect(languages.filter(({ direction }) => direction === 'rtl').map(({ code }) => code)).toEqual(['ar']);
});
