import { expect, test } from 'vitest';
import { displayName } from '../../contract/text.ts';
import { distinctName } from './distinct-name.ts';

test('a name that nobody has stays as it is', () => {
  expect(distinctName('Bob', [])).toBe('Bob');
  expect(distinctName('Bob', ['Bobby', 'Rob', 'Bob2'])).toBe('Bob');
});

test('the second of a name gets a number, and so on', () => {
  expect(distinctName('Bob', ['Bob'])).toBe('Bob (2)');
  expect(distinctName('Bob', ['Bob', 'Bob (2)'])).toBe('Bob (3)');
  expect(distinctName('Bob', ['Bob', 'Bob (3)'])).toBe('Bob (2)');
  expect(distinctName('Bob (2)', ['Bob', 'Bob (2)'])).toBe('Bob (2) (2)');
});

test.each<[string, string, string]>([
  ['in another case', 'Ada Lovelace', 'ADA lovelace'],
  ['of Cyrillic letters', 'Paco Hope', 'Расо Норе'],
  ['of Greek letters', 'TOM KAI', 'ΤΟΜ ΚΑΙ'],
  ['with accents', 'Jose', 'José'],
  ['with marks', 'Ada', 'A\u0323da\u0332'],
  ['of wide letters', 'Ada', 'Ａｄａ'],
  ['with something invisible', 'Ada', 'A\u200bd\u00ada'],
  ['with other spaces', 'Ada L', 'Ada\u2003L'],
  ['with a ligature', 'Fin', 'ﬁn'],
])('a name %s looks the same', (_, taken, name) => {
  expect(distinctName(name, [taken])).toBe(`${name} (2)`);
  expect(distinctName(taken, [name])).toBe(`${taken} (2)`);
});

test('names of other scripts stay apart', () => {
  for (const [one, other] of [
    ['कि', 'कु'],
    ['王芳', '王方'],
    ['ليلى', 'ليل'],
    ['😀', '😃'],
    ['👩🏽', '👩'],
  ] as const)
    expect(distinctName(one, [other])).toBe(one);
});

test('long names are cut before the number, at a whole character', () => {
  for (const name of ['x'.repeat(64), '👩‍👩‍👧‍👦'.repeat(5), `${'é'.repeat(59)}    ende`]) {
    const second = distinctName(name, [name]);
    expect(second.length).toBeLessThanOrEqual(64);
    expect(second).toMatch(/ \(2\)$/);
    expect(displayName.parse(second)).toBe(second);
  }
});

test('a whole class of the same name is told apart', () => {
  const taken: string[] = [];
  for (let i = 0; i < 100; i++) taken.push(distinctName('Max', taken));
  expect(new Set(taken).size).toBe(100);
  expect(taken.at(-1)).toBe('Max (100)');
});
