import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const compiler = process.env['CC'] ?? 'cc';
/** Where what the benches compile is kept. */
export const benchCache = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'parley', 'bench');
/** What each is made of. All but `sender` need OpenSSL's headers. */
const parts = {
  sender: ['sender.c'],
  drain: ['drain.c', 'reports.c', '-lcrypto'],
  floor: ['floor.c', '-lcrypto'],
} as const;
const headers = ['packet.h', 'reports.h'];

export type ProgramName = keyof typeof parts;

/** Path of one of the C programs beside this file, compiled once per source; null where that cannot be done (no compiler, no headers). */
export function compile(name: ProgramName): string | null {
  const sources = parts[name].filter((part) => part.endsWith('.c'));
  const hash = createHash('sha256').update(process.arch);
  for (const file of [...sources, ...headers]) hash.update(readFileSync(path.join(import.meta.dirname, file)));
  const program = path.join(benchCache, `${name}-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(program)) return program;
  mkdirSync(benchCache, { recursive: true });
  const unfinished = `${program}.${process.pid}`;
  try {
    execFileSync(compiler, ['-O2', '-o', unfinished, ...parts[name]], { cwd: import.meta.dirname, stdio: 'pipe' });
  } catch {
    return null;
  }
  renameSync(unfinished, program);
  return program;
}
