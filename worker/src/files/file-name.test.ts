import { expect, test } from 'vitest';
import { encodeName, fileNameOf } from './file-name.ts';

const named = (name: string) => fileNameOf(encodeURIComponent(name));

test.each<[string, string]>([
  ['slides.pdf', 'slides.pdf'],
  ['Übung 3 – Lösung.pdf', 'Übung 3 – Lösung.pdf'],
  ['写真.png', '写真.png'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['C:\\temp\\a.txt', 'C__temp_a.txt'],
  ['.htaccess', 'htaccess'],
  ['a\r\nset-cookie: x=y', 'a set-cookie_ x=y'],
  ['photo\u202egnp.exe', 'photo gnp.exe'],
  ['<b>"x"</b>', '_b__x___b_'],
  ['a.txt. . .', 'a.txt'],
])('%j becomes %j', (raw, clean) => expect(named(raw)).toBe(clean));

test.each(['', ' ', '.', '..', '../..', '\u200b', '\u0000', '???'])('%j is none', (raw) =>
  expect(named(raw)).toBeNull(),
);

test('what is not encoded well, or too long, is none', () => {
  for (const encoded of [null, '%', '%ff%fe', 'x'.repeat(5_000)]) expect(fileNameOf(encoded)).toBeNull();
});

test('a long name keeps its ending', () => {
  const name = named(`${'é'.repeat(200)}.tar.gz`) ?? '';
  expect(name).toHaveLength(120);
  expect(name.endsWith('é.gz')).toBe(true);
  expect(named(`${'x'.repeat(119)}😀`)).toBe('x'.repeat(119));
  expect(named('x'.repeat(300))).toHaveLength(120);
});

test('a header is made of what RFC 8187 allows', () => {
  expect(encodeName("it's (1)*é.png")).toBe('it%27s%20%281%29%2A%C3%A9.png');
});
