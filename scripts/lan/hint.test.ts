import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { lanHint, renderQrCode } from './hint.ts';

test('the QR code is square: two rows of modules per line, with a quiet zone', () => {
  const lines = stripVTControlCharacters(renderQrCode('https://192.168.1.5:5173')).split('\n');

  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  expect(Math.ceil((lines[0]?.length ?? 0) / 2)).toBe(lines.length);
  expect(lines[0]?.trim()).toBe('');
});

test('the hint names the address and the certificate', () => {
  expect(lanHint('https://192.168.1.5:5173')).toContain('https://192.168.1.5:5173/parley-ca.crt');
});
