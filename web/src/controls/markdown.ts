import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Block, Inline } from './message-tree.ts';
import { safeHref, textParts } from './text-parts.ts';

type Node = {
  type: string;
  value?: string;
  url?: string;
  ordered?: boolean | null;
  start?: number | null;
  children?: Node[];
  position?: { start: { offset?: number }; end: { offset?: number } };
};

/** What a chat has no use for stays the text that was written. */
const unused = [
  'characterReference',
  'codeIndented',
  'definition',
  'headingAtx',
  'htmlFlow',
  'htmlText',
  'setextUnderline',
  'thematicBreak',
];

/** Deeper than anybody quotes or lists. */
const deepest = 6;

/**
 * A little Markdown: bold, italics, code, lists, quotes and links to http and https. The result is a tree of our own kinds, never
 * HTML: what is not among them is text.
 */
export function parseMessage(text: string): Block[] {
  const { children } = fromMarkdown(text, { extensions: [{ disable: { null: unused } }] });
  return blocksOf(children as Node[], text, 0);
}

function blocksOf(nodes: readonly Node[], source: string, depth: number): Block[] {
  return nodes.map((node) => blockOf(node, source, depth));
}

function blockOf(node: Node, source: string, depth: number): Block {
  const children = node.children ?? [];
  if (node.type === 'paragraph') return { type: 'paragraph', children: inlinesOf(children, source, depth) };
  if (node.type === 'code') return { type: 'code', text: node.value ?? '' };
  if (depth < deepest && node.type === 'blockquote')
    return { type: 'quote', children: blocksOf(children, source, depth + 1) };
  if (depth < deepest && node.type === 'list')
    return {
      type: 'list',
      start: node.ordered ? (node.start ?? 1) : null,
      items: children.map((item) => blocksOf(item.children ?? [], source, depth + 1)),
    };
  return { type: 'paragraph', children: plain(written(node, source)) };
}

function inlinesOf(nodes: readonly Node[], source: string, depth: number): Inline[] {
  return nodes.flatMap((node) => inlineOf(node, source, depth));
}

function inlineOf(node: Node, source: string, depth: number): Inline[] {
  if (node.type === 'text') {
    const raw = written(node, source);
    // A backslash takes the meaning from what follows, and stays: a shrug keeps its arm.
    return plain(raw.includes('\n') ? (node.value ?? '') : raw);
  }
  if (node.type === 'break') return [{ type: 'break' }];
  if (node.type === 'inlineCode') return [{ type: 'code', text: node.value ?? '' }];
  const children = () => inlinesOf(node.children ?? [], source, depth + 1);
  if (depth < deepest && node.type === 'strong') return [{ type: 'bold', children: children() }];
  if (depth < deepest && node.type === 'emphasis') return [{ type: 'italic', children: children() }];
  const href = node.type === 'link' ? safeHref(node.url ?? '') : null;
  // A label may say anything: where it leads is shown beside it.
  if (href) return [{ type: 'link', href, label: textOf(node) || href }];
  return plain(written(node, source));
}

/** Text with its line breaks, and with the addresses in it as links. */
export function plain(text: string): Inline[] {
  return text.split('\n').flatMap((line, index): Inline[] => {
    const parts = textParts(line).map((part): Inline => {
      return part.href === null
        ? { type: 'text', text: part.text }
        : { type: 'link', href: part.href, label: part.text };
    });
    return index === 0 ? parts : [{ type: 'break' }, ...parts];
  });
}

function textOf(node: Node): string {
  return node.value ?? (node.children ?? []).map(textOf).join('');
}

/** As it stands in the message. */
function written({ position }: Node, source: string): string {
  return source.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
}
