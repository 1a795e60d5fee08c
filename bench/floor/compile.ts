import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const compiler = process.env['CC'] ?? 'cc';
const cache = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'parley', 'bench');
/** `floor` needs OpenSSL's headers; the others nothing but libc. */
const libraries = { sender: [], drain: [], floor: ['-lcrypto'] } as const;

export type ProgramName = keyof typeof libraries;

/** Path of one of the C programs beside this file, compiled once per source; null where that cannot be done (no compiler, no headers). */
export function compile(name: ProgramName): string | null {
  const source = path.join(import.meta.dirname, `${name}.c`);
  const hash = createHash('sha256').update(process.arch);
  for (const file of [source, path.join(import.meta.dirname, 'packet.h')]) hash.update(readFileSync(file));
  const program = path.join(cache, `${name}-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(program)) return program;
  mkdirSync(cache, { recursive: true });
  const unfinished = `${program}.${process.pid}`;
  try {
    execFileSync(compiler, ['-O2', '-o', unfinished, source, ...libraries[name]], { stdio: 'pipe' });
  } catch {
    return null;
  }
  renameSync(unfinished, program);
  return program;
}
