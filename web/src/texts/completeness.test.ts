import { expect, test } from 'vitest';
import { english } from './en/index.ts';
import { languages } from './languages.ts';
import { type OperatorTexts, operatorEnglish } from './operator-texts.ts';
import type { Texts } from './texts.ts';

type Leaf = string | ((...given: unknown[]) => string);

/** What may be the same in English and another language: names, marks, and words that travelled. */
const same: Record<string, readonly string[]> = {
  all: [
    'home.join.placeholder',
    'schedule.calendar.outlook',
    'schedule.calendar.office',
    'shortcuts.keys.escape',
    'shortcuts.keys.shift',
  ],
  de: [
    'attendance.name',
    'attendance.roles.host',
    'people.roles.host',
    'people.searchPlaceholder',
    'chat.heading',
    'meeting.chat',
    'meeting.link',
  ],
  es: ['chat.heading', 'meeting.chat', 'schedule.calendar.google'],
  pt: ['chat.heading', 'meeting.chat', 'meeting.link', 'shortcuts.keys.enter'],
};

/** Every leaf of a tree by its path. */
function leaves(tree: object, path = ''): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  for (const [key, value] of Object.entries(tree)) {
    const at = path ? `${path}.${key}` : key;
    if (typeof value === 'object' && value !== null)
      for (const [deep, leaf] of leaves(value, at)) found.set(deep, leaf);
    else found.set(at, value as Leaf);
  }
  return found;
}

const kindOf = (leaf: Leaf | undefined) => (typeof leaf === 'function' ? `function of ${leaf.length}` : typeof leaf);

/** Something recognisable for each parameter, by its name: see `Texts`. */
function samples(leaf: (...given: unknown[]) => string): (string | number | string[])[] {
  const source = leaf.toString();
  const [, inner = ''] = /^\(?([^)=]*)\)?\s*=>/.exec(source.replace(/^async\s+/, '')) ?? [];
  return inner
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
    .map((name, index) => {
      if (/^names/i.test(name)) return ['Zoë', 'Ngũgĩ'];
      if (/count|number|place|minutes|seconds|hours|percent$|ms$|page|total|max|size|stars/i.test(name))
        return 37 + index;
      return `⟦${name}⟧`;
    });
}

const marksOf = (given: readonly (string | number | string[])[]) => given.flat().map(String);

const reference = leaves({ ...english, ...operatorEnglish });

test('the samples are seen in the English sentences: else the tests below would look for nothing', () => {
  const unseen = [...reference].filter(([, leaf]) => {
    if (typeof leaf !== 'function' || leaf.length === 0) return false;
    const given = samples(leaf);
    const sentence = leaf(...given);
    return given.length !== leaf.length || !marksOf(given).every((mark) => sentence.includes(mark));
  });
  expect(unseen.map(([path]) => path)).toEqual([]);
});

for (const { code } of languages.filter((each) => each.code !== 'en')) {
  const { texts } = (await import(`./${code}/index.ts`)) as { texts: Texts };
  const { operate, plan } = (await import(`./${code}/operators.ts`)) as OperatorTexts;
  const own = leaves({ ...texts, operate, plan });

  test(`${code}: the same keys and kinds as English`, () => {
    const kinds = (tree: Map<string, Leaf>) => [...tree].map(([path, leaf]) => `${path}: ${kindOf(leaf)}`).sort();
    expect(kinds(own)).toEqual(kinds(reference));
  });

  test(`${code}: what a sentence is given can be seen in it`, () => {
    const lost: string[] = [];
    for (const [path, leaf] of reference) {
      const translated = own.get(path);
      if (typeof leaf !== 'function' || typeof translated !== 'function') continue;
      const given = samples(leaf);
      const shown = (sentence: string) => marksOf(given).filter((mark) => sentence.includes(mark));
      const expected = shown(leaf(...given));
      const actual = shown(translated(...given));
      if (expected.some((mark) => !actual.includes(mark))) lost.push(`${path}: ${translated(...given)}`);
    }
    expect(lost).toEqual([]);
  });

  test(`${code}: nothing is left in English, and nothing is empty`, () => {
    const left: string[] = [];
    for (const [path, leaf] of reference) {
      const translated = own.get(path);
      if (typeof leaf !== 'string' || typeof translated !== 'string' || leaf === '') continue;
      if (same.all?.includes(path) || same[code]?.includes(path)) continue;
      if (translated === leaf || translated.trim() === '') left.push(`${path}: ${translated}`);
    }
    expect(left).toEqual([]);
  });
}

test('no module reads the words while it loads: another language comes later', async () => {
  const files = import.meta.glob('../**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });
  const early = Object.entries(files as Record<string, string>)
    .filter(
      ([path, source]) =>
        !path.includes('.test.') && /^(?:export )?(?:const|let) [^=\n]*= texts\b(?!\s*=>)/m.test(source),
    )
    .map(([path]) => path);
  expect(early).toEqual([]);
});
