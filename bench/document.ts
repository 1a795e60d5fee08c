import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const page = path.resolve(import.meta.dirname, '..', 'docs', 'benchmarks.md');

/**
 * Replaces what stands between `<!-- NAME -->` and `<!-- /NAME -->`.
 * @throws when the text has no such place
 */
export function replaceSection(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`There is no place for ${name}: ${begin} … ${end}.`);
  return `${text.slice(0, from + begin.length)}\n\n${content.trim()}\n\n${text.slice(to)}`;
}

/** Writes a bench's section of docs/benchmarks.md. */
export function writeSection(name: string, content: string): void {
  writeFileSync(page, replaceSection(readFileSync(page, 'utf8'), name, content));
}

/** A table in Markdown. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
