import { expect, test } from 'vitest';
import { withToggled } from './pins.ts';

test('pins and takes the pin away', () => {
  expect(withToggled([], 'ada')).toEqual(['ada']);
  expect(withToggled(['ada', 'ben'], 'ada')).toEqual(['ben']);
});

test('a fourth takes the place of the oldest', () => {
  expect(withToggled(['ada', 'ben', 'cleo'], 'dan')).toEqual(['ben', 'cleo', 'dan']);
});
