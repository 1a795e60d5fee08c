import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

const sourceDir = path.resolve(import.meta.dirname, '..', '..', 'sfu', 'native');
const options = [
  ...['-std=gnu11', '-D_GNU_SOURCE', '-O2', '-Wall', '-Wextra'],
  ...['-fPIC', '-shared', '-fvisibility=hidden', '-ftls-model=initial-exec'],
];

/**
 * The library that batches a media worker's sends, compiled for this machine when it was not yet. It lies beside the media worker in
 * the cache, by its sources: changed ones make a new one.
 *
 * Without a C compiler (`CC`, else `cc`), or with one that cannot make it, everything works without it: so this never throws.
 * @returns absolute path of the library, or null where there can be none
 */
export async function ensureSendBatching(env: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  if (env.SEND_BATCHING_LIBRARY) return path.resolve(env.SEND_BATCHING_LIBRARY);
  if (process.platform !== 'linux') return null;
  const cacheDir = path.join(env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'parley', 'send-batching');
  const folder = path.join(cacheDir, `${process.arch}-${revision()}`);
  const library = path.join(folder, 'send-batching.so');
  if (existsSync(library)) return library;
  try {
    mkdirSync(folder, { recursive: true });
    const making = mkdtempSync(path.join(folder, '.making-'));
    const made = path.join(making, 'send-batching.so');
    try {
      await promisify(execFile)(env.CC || 'cc', [...options, '-o', made, ...sources('.c')], { env });
      renameSync(made, library);
    } finally {
      rmSync(making, { recursive: true, force: true });
    }
    return library;
  } catch {
    return null;
  }
}

function sources(...endings: string[]): string[] {
  return readdirSync(sourceDir)
    .filter((name) => endings.some((ending) => name.endsWith(ending)))
    .sort()
    .map((name) => path.join(sourceDir, name));
}

function revision(): string {
  const hash = createHash('sha256').update(options.join(' '));
  for (const file of sources('.c', '.h')) hash.update(path.basename(file)).update('\0').update(readFileSync(file));
  return hash.digest('hex').slice(0, 8);
}
