import { expect, test } from 'vitest';
import { colourOf, initialsOf } from './initials.ts';

test.each([
  ['Ada Lovelace', 'AL'],
  ['ada', 'A'],
  ['Jean de La Fontaine', 'JF'],
  ['李小龍', '李'],
  ['👩‍🏫 Anna', '👩‍🏫A'],
  ['Ada (2)', 'A'],
  ['Ada Lovelace (12)', 'AL'],
  ['  ', ''],
])('%s → %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('a name always has the same colour, out of six', () => {
  expect(colourOf('Ada')).toBe(colourOf('Ada'));
  for (const name of ['Ada', 'Ben', 'Chiara', '李小龍', '']) expect(colourOf(name)).toBeLessThan(6);
});
