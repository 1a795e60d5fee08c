/** A piece of a message: plain text, or an address that may be opened. */
export type TextPart = { text: string; href: string | null };

const address = /https?:\/\/[^\s<>"'`]+/giu;
/** Ends a sentence rather than an address; a closing bracket does when the address opens none. */
const trailing = /[.,;:!?…“”’]+$/u;

/** Finds the addresses in a message. Only http and https ones: nothing that a message says can run as code. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const match of text.matchAll(address)) {
    const found = withoutTrail(match[0]);
    const href = safeHref(found);
    if (href === null) continue;
    if (match.index > at) parts.push({ text: text.slice(at, match.index), href: null });
    parts.push({ text: found, href });
    at = match.index + found.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), href: null });
  return parts;
}

function withoutTrail(found: string): string {
  const cut = found.replace(trailing, '');
  const unopened = cut.endsWith(')') && cut.split('(').length < cut.split(')').length;
  if (unopened) return withoutTrail(cut.slice(0, -1));
  return cut;
}

/** An address that may be opened; null for everything else. */
export function safeHref(found: string): string | null {
  if (!URL.canParse(found)) return null;
  const url = new URL(found);
  // A name before the host makes an address look like another one's.
  const safe = (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '';
  return safe ? url.href : null;
}
