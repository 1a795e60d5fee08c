import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What generated folders are called; none of them is an input of anything. */
const GENERATED = new Set(['node_modules', 'dist', 'out', 'coverage', '.wrangler', '.vite']);

/** Fingerprint of files and of everything below folders, by path and content. Missing ones count as empty. */
export function hashInputs(root: string, inputs: readonly string[]): string {
  const hash = createHash('sha256');

  for (const file of inputs.flatMap((input) => listFiles(path.join(root, input))).sort()) {
    const content = readFileSync(file);
    // The length keeps apart what two neighbouring files contain.
    hash.update(`${path.relative(root, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function listFiles(entry: string): string[] {
  const stats = statSync(entry, { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (stats.isFile()) return [entry];

  return readdirSync(entry)
    .filter((name) => !GENERATED.has(name) && !/\.test\.tsx?$/.test(name))
    .flatMap((name) => listFiles(path.join(entry, name)));
}

/** Remembers of which inputs a result was made, so that it is made again only when they changed. */
export interface Stamp {
  isCurrent(fingerprint: string): boolean;
  write(fingerprint: string): void;
}

export function makeStamp(file: string): Stamp {
  return {
    isCurrent: (fingerprint) => existsSync(file) && readFileSync(file, 'utf8').trim() === fingerprint,
    write(fingerprint) {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, `${fingerprint}\n`);
    },
  };
}
