import { expect, test } from 'vitest';
import { counter, lister } from './counting.ts';

test('a number takes the form of its language', () => {
  const english = counter('en');
  const forms = { one: '# person', other: '# people' };
  expect([0, 1, 2, 1200].map((count) => english(count, forms))).toEqual([
    '0 people',
    '1 person',
    '2 people',
    '1,200 people',
  ]);
  const arabic = counter('ar');
  const people = { one: 'شخص واحد', two: 'شخصان', few: '# أشخاص', many: '# شخصًا', other: '# شخص' };
  expect([1, 2, 5, 11, 100].map((count) => arabic(count, people))).toEqual([
    'شخص واحد',
    'شخصان',
    '5 أشخاص',
    '11 شخصًا',
    '100 شخص',
  ]);
});

test('names are joined as the language joins them', () => {
  expect(lister('de')(['Ada', 'Ben', 'Chiara'])).toBe('Ada, Ben und Chiara');
  expect(lister('zh-Hans')(['Ada', 'Ben'])).toBe('Ada和Ben');
});
