import { expect, test } from 'vitest';
import { textParts } from './text-parts.ts';

test.each([
  ['plain words', 'hello there', []],
  ['one address', 'see https://example.org/a?b=c#d now', ['https://example.org/a?b=c#d']],
  ['the full stop is not part of it', 'Look at http://example.org/x.', ['http://example.org/x']],
  ['brackets around it', '(https://example.org/x)', ['https://example.org/x']],
  ['brackets in it', 'https://example.org/wiki/A_(b)', ['https://example.org/wiki/A_(b)']],
  ['two addresses', 'https://a.example/ https://b.example/', ['https://a.example/', 'https://b.example/']],
  ['capital letters', 'HTTPS://example.org/', ['https://example.org/']],
  ['no script', 'javascript:alert(1)', []],
  ['no data', 'data:text/html,<b>x</b>', []],
  ['nothing that is no address', 'https://', []],
  ['no name that hides the host', 'https://bank.example@evil.example/', []],
  ['no markup', '<a href="https://example.org/">x</a>', ['https://example.org/']],
])('%s', (_, text, hrefs) => {
  const parts = textParts(text);
  expect(parts.flatMap(({ href }) => href ?? [])).toEqual(hrefs);
  expect(parts.map((part) => part.text).join(''), 'nothing of the message is lost').toBe(text);
});
