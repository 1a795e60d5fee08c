import { expect, test } from 'vitest';
import { makeFigures } from './figures.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f\u200e\u200f]/g, ' ').trim();

test('figures are written as the reader writes them', () => {
  const { count, ms, lost, share, hours, money, stars, gb } = makeFigures('de');
  expect(count(12_345)).toBe('12.345');
  expect(plain(ms(48.6))).toBe('49 ms');
  expect(plain(lost(0.256))).toBe('0,26 %');
  expect(plain(share(0.834))).toBe('83 %');
  expect(plain(hours(2.25))).toBe('2,3 Std.');
  expect(plain(gb(3_780))).toBe('3.780 GB');
  expect(plain(money(17, 'EUR'))).toBe('17 €');
  expect(plain(money(393.2, 'USD'))).toBe('393,20 $');
  expect(stars(4.25)).toBe('4,3');
});

test('what was not measured is no zero', () => {
  const { count, ms, lost } = makeFigures('en');
  for (const format of [count, ms, lost]) {
    expect(format(null)).toBe('–');
    expect(format(0)).toMatch(/^0/);
  }
});
