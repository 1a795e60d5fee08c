import { expect, test } from 'vitest';
import { markdownTable, replaceSection, section, withPlace } from './document.ts';

test('only its own section is replaced', () => {
  const text = 'a\n<!-- switch -->\nold\n<!-- /switch -->\nb';
  expect(replaceSection(text, 'switch', 'new')).toBe('a\n<!-- switch -->\n\nnew\n\n<!-- /switch -->\nb');
  expect(() => replaceSection(text, 'recovery', 'new')).toThrow('no place for recovery');
});

test('a table in Markdown', () => {
  expect(markdownTable(['', 'p50'], [['gap', '3']])).toBe('|     | p50 |\n| --- | --- |\n| gap | 3   |');
});

test('a section without a place gets one at the end, once', () => {
  const text = withPlace('# Page\n', 'capacity', 'Capacity');
  expect(text).toBe('# Page\n\n## Capacity\n\n<!-- capacity -->\n\n<!-- /capacity -->\n');
  expect(withPlace(text, 'capacity', 'Capacity')).toBe(text);
});

test('a bench without words of its own shows its figures, and every section says on what', () => {
  const bench = { title: 'A', run: async () => ({}), expected: { 'a.ms': { atMost: 5 } } };
  const text = section(bench, { 'a.ms': 3 }, 'a machine');
  expect(text).toContain('| `a.ms` | 3        | ≤ 5      |');
  expect(text).toContain('Measured on a machine.');
});
