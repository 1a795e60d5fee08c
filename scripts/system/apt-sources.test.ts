import { expect, test } from 'vitest';
import { toSourceLines, toSourceStanzas } from './apt-sources.ts';

test('binary lines become source lines; comments and source lines fall away', () => {
  const list = [
    '# deb http://old.example bookworm main',
    'deb [signed-by=/k.gpg] http://mirror.example/debian bookworm main contrib',
    'deb-src http://mirror.example/debian bookworm main',
    '',
  ].join('\n');

  expect(toSourceLines(list)).toBe('deb-src [signed-by=/k.gpg] http://mirror.example/debian bookworm main contrib\n');
});

test('stanzas keep all fields but the type', () => {
  const sources = [
    'Types: deb',
    '# a comment',
    'URIs: http://mirror.example/debian',
    'Suites: bookworm bookworm-updates',
    'Components: main',
    'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg',
    '',
    'Types: deb deb-src',
    'Enabled: no',
    'URIs: http://off.example',
    'Suites: x',
    '',
    'Types: deb-src',
    'URIs: http://already.example',
    'Suites: x',
  ].join('\n');

  expect(toSourceStanzas(sources)).toBe(
    [
      'Types: deb-src',
      'URIs: http://mirror.example/debian',
      'Suites: bookworm bookworm-updates',
      'Components: main',
      'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg',
      '',
    ].join('\n'),
  );
});
