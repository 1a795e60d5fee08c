import { expect, test } from 'vitest';
import { markdownTable, replaceSection } from './document.ts';

test('only its own section is replaced', () => {
  const text = 'a\n<!-- switch -->\nold\n<!-- /switch -->\nb';
  expect(replaceSection(text, 'switch', 'new')).toBe('a\n<!-- switch -->\n\nnew\n\n<!-- /switch -->\nb');
  expect(() => replaceSection(text, 'recovery', 'new')).toThrow('no place for recovery');
});

test('a table in Markdown', () => {
  expect(markdownTable(['', 'p50'], [['gap', '3']])).toBe('|  | p50 |\n| --- | --- |\n| gap | 3 |');
});
