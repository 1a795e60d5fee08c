import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const mark = '_(needs a cloud account)_';

/** Commands of docs/operate.md that are run here, and words that they print. */
const runHere: Record<string, string> = {
  'npm run simulate -- --meetings 500': 'round trip p95',
  'npm run plan -- --people 8 --hours 100 --bitrate 1.5 --json': '"sfu.gb_out": 3780',
  'npm run plan -- --people 25 --hours 100 --layers --page 9': '9 pictures and 8 voices at once',
};

/** Those that do too much for that: the test that does the same, and words that are in it. */
const doneElsewhere: Record<string, readonly [file: string, words: string]> = {
  'npm start': ['e2e/start-parley.ts', "'tasks', 'start.ts'"],
  'npm run release': ['e2e/box-install/the-release.ts', 'makeRelease('],
  'npm run backup -- --local --output backup.sql': ['scripts/backup/backup.test.ts', "['--local', '--output', "],
  'npm run backup -- --local --restore backup.sql --replace': [
    'scripts/backup/backup.test.ts',
    "'--local', '--restore', at('one.sql'), '--replace']",
  ],
};
const tested = { ...runHere, ...doneElsewhere };

interface Block {
  readonly commands: readonly string[];
  readonly marked: boolean;
}

/** Every fenced block of shell, and whether the paragraph before it is the mark. */
function shellBlocks(text: string): Block[] {
  return text.split(/^```sh\n/m).flatMap((part, index, parts) => {
    if (index === 0) return [];
    const before = parts[index - 1]?.trimEnd() ?? '';
    const commands = (part.split(/^```$/m)[0] ?? '').split('\n').map((line) => line.replace(/\s+#.*$/, '').trim());
    return [{ commands: commands.filter(Boolean), marked: before.endsWith(mark) }];
  });
}

const doc = read('docs/operate.md');
const blocks = shellBlocks(doc);

test('every command is tested, or marked as needing an account', () => {
  const unmarked = blocks.filter(({ marked }) => !marked).flatMap(({ commands }) => commands);
  expect(unmarked.filter((command) => !(command in tested))).toEqual([]);
  // Nor is anything said to be tested that is not there any more.
  expect(Object.keys(tested).filter((command) => !unmarked.includes(command))).toEqual([]);
});

test.each(Object.entries(runHere))('%s', { timeout: 60_000 }, (command, words) => {
  const [, , task = '', ...args] = command.split(' ').filter((word) => word !== '--');
  // What package.json has behind the task's name, on the Node that runs here already.
  const script = path.join(root, 'scripts/tasks', `${task}.ts`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toContain(words);
  expect(status).toBe(0);
});

test.each(Object.entries(doneElsewhere))('%s is done by its test', (_, [file, words]) => {
  expect(existsSync(path.join(root, file)), file).toBe(true);
  expect(read(file)).toContain(words);
});

test('every task that it names is there', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = new Set([...doc.matchAll(/\bnpm run ([a-z:]+)/g)].map(([, name]) => name ?? ''));
  expect([...named].filter((name) => !(name in scripts))).toEqual([]);
});

test('every file that it links to is there', () => {
  const links = [...doc.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link]) => link ?? '');
  const files = links.filter((link) => !link.startsWith('http'));
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((file) => !existsSync(path.resolve(root, 'docs', file)))).toEqual([]);
});

test('every anchor in it has its heading', () => {
  const headings = [...doc.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    (title ?? '')
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  const anchors = [...doc.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor ?? '');
  expect(anchors.filter((anchor) => !headings.includes(anchor))).toEqual([]);
});
