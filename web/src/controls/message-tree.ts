/** A message as it is shown: a closed list of kinds, each of which has an element of its own. */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'break' }
  | { type: 'code'; text: string }
  | { type: 'bold' | 'italic'; children: Inline[] }
  /** `href`: http or https, without a name in it. */
  | { type: 'link'; href: string; label: string };

export type Block =
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'quote'; children: Block[] }
  /** `start`: number of the first item; null for a list without numbers. */
  | { type: 'list'; start: number | null; items: Block[][] };

/** Whether a message holds anything that Markdown could mean: most do not, and need no parser. */
export function mayBeMarkdown(text: string): boolean {
  return /[*_`[\]>]|^\s*(?:[-+]|\d+[.)])\s/mu.test(text);
}

/** Where a link leads, when its label does not say so itself; null: it does. */
export function linkTarget({ href, label }: { href: string; label: string }): string | null {
  const said = label.replace(/\/$/, '');
  if (said === href.replace(/\/$/, '')) return null;
  try {
    // Letters that look like others are shown as what they are.
    return URL.canParse(label) && new URL(label).href === href ? null : new URL(href).host;
  } catch {
    return href;
  }
}
