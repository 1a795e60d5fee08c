// The tables of terraform/README.md are made from the .tf files: `node scripts/checks/terraform-readme.ts --write`, then `npm run format`.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

interface Block {
  readonly name: string;
  readonly body: string;
}

/** The blocks of one kind in a file that `terraform fmt` formatted: each begins and ends at the start of a line. */
function readBlocks(kind: string, text: string): Block[] {
  return [...text.matchAll(new RegExp(`^${kind} "([\\w-]+)" \\{\\n([^]*?)^\\}`, 'gm'))].map(
    ([, name = '', body = '']) => ({ name, body }),
  );
}

/** An argument of a block: what follows `name =`, over as many lines as its brackets stay open. */
function argument(body: string, name: string): string | undefined {
  const found = new RegExp(`^ {2}${name} *= (.*(?:\\n(?: {4,}.*| {2}[)\\]}].*))*)`, 'm').exec(body)?.[1];
  return found?.replace(/\s+/g, ' ').trim();
}

function description(block: Block): string {
  const quoted = argument(block.body, 'description');
  if (quoted === undefined) throw new Error(`${block.name} has no description.`);
  return String(JSON.parse(quoted)).replaceAll('|', '\\|');
}

function variableRow(block: Block): string {
  const preset = argument(block.body, 'default');
  const type = (argument(block.body, 'type') ?? 'any').replace(/object\(\{.*\}\)/, 'object');
  const kind = `\`${type}\`${/^ {2}sensitive *= true$/m.test(block.body) ? ', secret' : ''}`;
  const value = preset === undefined ? 'needed' : `\`${preset.replaceAll('"', '')}\``;
  return `| \`${block.name}\` | ${kind} | ${value} | ${description(block)} |`;
}

/** Markdown tables by the name of the place they go to. */
export function makeTables(variables: string, outputs: string): Record<string, string> {
  return {
    variables: ['| variable | type | default | |', '| --- | --- | --- | --- |']
      .concat(readBlocks('variable', variables).map(variableRow))
      .join('\n'),
    outputs: ['| output | |', '| --- | --- |']
      .concat(readBlocks('output', outputs).map((block) => `| \`${block.name}\` | ${description(block)} |`))
      .join('\n'),
  };
}

/** Puts each table between its marks. */
export function fillReadme(readme: string, tables: Record<string, string>): string {
  let filled = readme;
  for (const [name, table] of Object.entries(tables)) {
    const place = new RegExp(`(<!-- ${name}: .*-->\\n)[^]*?(<!-- end of ${name} -->)`);
    if (!place.test(filled)) throw new Error(`terraform/README.md has no place for its ${name}.`);
    filled = filled.replace(place, (_, start: string, end: string) => `${start}\n${table}\n\n${end}`);
  }
  return filled;
}

/** Less what the formatter adds to tables: spaces, and as many dashes. */
function unaligned(text: string): string {
  return text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');
}

/** Whether the tables say what the files say; with `write`, they do afterwards. */
export function checkReadme(root: string, write = false): boolean {
  const read = (name: string) => readFileSync(path.join(root, 'terraform', name), 'utf8');
  const readme = read('README.md');
  const filled = fillReadme(readme, makeTables(read('variables.tf'), read('outputs.tf')));
  const isRight = unaligned(filled) === unaligned(readme);
  if (write && !isRight) writeFileSync(path.join(root, 'terraform', 'README.md'), filled);
  return write || isRight;
}

if (import.meta.main) {
  const isRight = checkReadme(path.resolve(import.meta.dirname, '..', '..'), process.argv.includes('--write'));
  if (!isRight) console.error('terraform/README.md is not as its .tf files say: run this with --write.');
  process.exitCode = isRight ? 0 : 1;
}
