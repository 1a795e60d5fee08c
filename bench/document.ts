import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from './bench.ts';
import { wanted } from './check.ts';
import type { Figures } from './figures.ts';

const docs = path.resolve(import.meta.dirname, '..', 'docs');
const page = path.join(docs, 'benchmarks.md');

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

/** The text with a place for the section at its end, when it has none yet. */
export function withPlace(text: string, name: string, title: string): string {
  if (text.includes(`<!-- ${name} -->`)) return text;
  return `${text.trimEnd()}\n\n## ${title}\n\n<!-- ${name} -->\n\n<!-- /${name} -->\n`;
}

/** A bench's figures as the page shows them; `measuredOn` says on what. */
export function section(bench: Bench, figures: Figures, measuredOn: string): string {
  const content = bench.document ? bench.document(figures) : figureTable(bench, figures);
  return `${content}\n\nMeasured on ${measuredOn}.`;
}

/** Writes a bench's section of docs/benchmarks.md and its charts. */
export function writeSection(name: string, bench: Bench, figures: Figures, measuredOn: string): void {
  const text = withPlace(readFileSync(page, 'utf8'), name, bench.title);
  const charts = Object.entries(bench.charts?.(figures) ?? {});
  if (charts.length > 0) mkdirSync(path.join(docs, 'charts'), { recursive: true });
  for (const [file, svg] of charts) writeFileSync(path.join(docs, 'charts', file), svg);
  writeFileSync(page, replaceSection(text, name, section(bench, figures, measuredOn)));
}

/** A table in Markdown, its columns aligned as the formatter has them. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) => Math.max(3, ...[header, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function figureTable({ expected }: Bench, figures: Figures): string {
  const rows = Object.entries(figures).map(([key, value]) => [`\`${key}\``, String(value), wanted(expected[key])]);
  return markdownTable(['figure', 'measured', 'expected'], rows);
}
