import { expect, test } from 'vitest';
import { fileTypeOf, typeBytes } from './file-type.ts';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test.each<[string, string]>([
  ['image/png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
  ['image/jpeg', '\xff\xd8\xff\xe0\0\x10JFIF'],
  ['image/gif', 'GIF89a\x01\0'],
  ['image/gif', 'GIF87a\x01\0'],
  ['image/webp', 'RIFF\x24\0\0\0WEBPVP8 '],
  ['application/pdf', '%PDF-1.7\n'],
  ['application/octet-stream', '<svg xmlns="http://www.w3.org/2000/svg"><script>'],
  ['application/octet-stream', '<!doctype html>'],
  ['application/octet-stream', 'RIFF\x24\0\0\0WAVEfmt '],
  ['application/octet-stream', ' %PDF-1.7'],
  ['application/octet-stream', 'PK\x03\x04'],
  ['application/octet-stream', '\x89PN'],
  ['application/octet-stream', ''],
])('%s: %j', (type, text) => expect(fileTypeOf(bytes(text).slice(0, typeBytes))).toBe(type));
