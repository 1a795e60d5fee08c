import { cleanLine } from '../../contract/text.ts';

const maxLength = 120;
/** Longest ending that survives the cutting of a long name, its dot included. */
const maxEnding = 16;
/** Encoded: three characters for each byte of a long name. */
const maxEncoded = 4_096;

/** UTF-16 units at most, but no half characters. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/**
 * The name of a file from its percent-encoded header: one line without path separators, so that it is a name and leads nowhere. Null
 * if there is none.
 */
export function fileNameOf(encoded: string | null): string | null {
  if (encoded === null || encoded.length > maxEncoded) return null;
  let raw: string;
  try {
    raw = decodeURIComponent(encoded);
  } catch {
    return null;
  }
  const name = cleanLine(raw.replace(/[/\\:*?"<>|]/g, '_'))
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '');
  if (!/[\p{L}\p{N}\p{S}]/u.test(name)) return null;
  if (name.length <= maxLength) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= maxEnding ? name.slice(dot) : '';
  return cut(name.slice(0, name.length - ending.length), maxLength - ending.length) + ending;
}

/** As RFC 8187 wants it in a header. */
export function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}
