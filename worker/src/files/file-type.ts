import type { SharedFile } from '../../contract/files.ts';

type Type = SharedFile['type'];

/** Bytes from the beginning that tell the type. */
export const typeBytes = 12;

const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** What a file of each type has, and where. */
const signatures: readonly [Type, readonly [offset: number, bytes: Uint8Array][]][] = [
  ['image/png', [[0, latin('\x89PNG\r\n\x1a\n')]]],
  ['image/jpeg', [[0, latin('\xff\xd8\xff')]]],
  ['image/gif', [[0, latin('GIF87a')]]],
  ['image/gif', [[0, latin('GIF89a')]]],
  [
    'image/webp',
    [
      [0, latin('RIFF')],
      [8, latin('WEBP')],
    ],
  ],
  ['application/pdf', [[0, latin('%PDF-')]]],
];

/** The type that the bytes show, whatever is said of them. Anything that a browser might run is not among them. */
export function fileTypeOf(head: Uint8Array): Type {
  const has = (offset: number, bytes: Uint8Array) => bytes.every((byte, i) => head[offset + i] === byte);
  const found = signatures.find(([, parts]) => parts.every(([offset, bytes]) => has(offset, bytes)));
  return found?.[0] ?? 'application/octet-stream';
}
