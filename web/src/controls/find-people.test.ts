import { expect, test } from 'vitest';
import { findPeople } from './find-people.ts';

const people = ['Ada Lovelace', 'José Álvarez', 'Ngũgĩ', 'ＡＤＡ', '李雷', '🎉'].map((name) => ({ name }));

test.each([
  ['', ['Ada Lovelace', 'José Álvarez', 'Ngũgĩ', 'ＡＤＡ', '李雷', '🎉']],
  ['ada', ['Ada Lovelace', 'ＡＤＡ']],
  ['LOVE ada', ['Ada Lovelace']],
  ['jose alv', ['José Álvarez']],
  ['ngugi', ['Ngũgĩ']],
  ['李', ['李雷']],
  ['🎉', ['🎉']],
  ['.*', []],
])('“%s”', (wanted, found) => {
  expect(findPeople(people, wanted).map(({ name }) => name)).toEqual(found);
});
