import { expect, test } from 'vitest';
import { parseMessage } from './markdown.ts';
import { type Block, type Inline, linkTarget, mayBeMarkdown } from './message-tree.ts';

/** Short enough to read: `b(…)` is bold, and so on. */
const inline = (node: Inline): string => {
  if (node.type === 'text') return node.text;
  if (node.type === 'break') return '⏎';
  if (node.type === 'code') return `code(${node.text})`;
  if (node.type === 'link') return `link(${node.label} → ${node.href})`;
  return `${node.type}(${node.children.map(inline).join('')})`;
};
const block = (node: Block): string => {
  if (node.type === 'paragraph') return node.children.map(inline).join('');
  if (node.type === 'code') return `block(${node.text})`;
  if (node.type === 'quote') return `quote(${node.children.map(block).join(' ')})`;
  return `list${node.start ?? ''}(${node.items.map((item) => item.map(block).join(' ')).join(' | ')})`;
};
const shown = (text: string) => parseMessage(text).map(block).join(' ¶ ');

test.each([
  ['plain', 'plain'],
  ['**bold** and *italics*', 'bold(bold) and italic(italics)'],
  ['`x < y`', 'code(x < y)'],
  ['```\nlet x\n```', 'block(let x)'],
  ['one\ntwo', 'one⏎two'],
  ['- a\n- b', 'list(a | b)'],
  ['3. a\n4. b', 'list3(a | b)'],
  ['> said\n\nanswer', 'quote(said) ¶ answer'],
  ['see https://example.com/a_b_c.', 'see link(https://example.com/a_b_c → https://example.com/a_b_c).'],
  ['[the plan](https://example.com/)', 'link(the plan → https://example.com/)'],
])('%s', (text, tree) => {
  expect(shown(text)).toBe(tree);
});

test.each([
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '# no heading',
  '***',
  '![picture](https://example.com/x.png)',
  '¯\\_(ツ)_/¯',
  '&lt;b&gt;',
  'a\\*b',
  'Title\n=====',
  '[a]: https://example.com/x',
])('stays the text that it is: %s', (text) => {
  const [first] = parseMessage(text);
  const words = JSON.stringify(first);
  expect(words).not.toMatch(/"type":"(?!paragraph|text|break|link)/);
  expect(
    shown(text)
      .replace(/link\(.*? → (.*?)\)/g, '$1')
      .replaceAll('⏎', '\n'),
  ).toBe(text);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  '//example.com',
  'https://user@example.com/',
])('a link to %s is text', (address) => {
  expect(JSON.stringify(parseMessage(`[click](${address})`))).not.toContain('"type":"link","href":"javascript');
  expect(JSON.stringify(parseMessage(`[click](${address})`))).not.toMatch(/"href":"(?!https?:\/\/[^@"]*")/);
});

test('deep nesting ends as text, and hostile messages take no time', () => {
  expect(shown('> '.repeat(20))).not.toContain('quote(quote(quote(quote(quote(quote(quote(');
  const startedAt = performance.now();
  for (const text of [
    '*a '.repeat(660),
    '['.repeat(2000),
    '`'.repeat(2000),
    '> '.repeat(1000),
    '**_'.repeat(600),
    '- '.repeat(900),
  ])
    expect(parseMessage(text).length).toBeGreaterThan(0);
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});

test('most messages need no parser', () => {
  expect(['hello', 'see you at 5', 'a - b', 'https://example.com/x'].map(mayBeMarkdown)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(['**x**', '- x', '1. x', '> x', '`x`', '[x](y)'].map(mayBeMarkdown)).toEqual(Array(6).fill(true));
});

test('a label that does not say where it leads has the host beside it', () => {
  expect(linkTarget({ href: 'https://example.com/', label: 'https://example.com' })).toBeNull();
  expect(linkTarget({ href: 'https://example.com/x', label: 'https://example.com/x' })).toBeNull();
  expect(linkTarget({ href: 'https://evil.example/', label: 'https://bank.example' })).toBe('evil.example');
  expect(linkTarget({ href: 'https://example.com/x', label: 'the plan' })).toBe('example.com');
});
