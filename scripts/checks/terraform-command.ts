import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';

export interface Ran {
  readonly ok: boolean;
  /** What it printed, on both streams. */
  readonly output: string;
}

/**
 * Runs terraform with nothing of the machine's own: no settings file, no variables from the environment, no look for a newer version.
 *
 * @param config a settings file of terraform's, where providers are to be had; null: from nowhere
 */
export async function terraform(folder: string, args: readonly string[], config: string | null = null): Promise<Ran> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(TF_|CLOUDFLARE_|HCLOUD_)/.test(name));
  const env = {
    ...Object.fromEntries(kept),
    TF_CLI_CONFIG_FILE: config ?? devNull,
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
  };
  return await run('terraform', args, { folder, env });
}

/** Runs a program to its end, with no standard input, while others may run. One that cannot be started has failed. */
export async function run(
  file: string,
  args: readonly string[],
  { folder, env = process.env }: { folder?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
  const child = spawn(file, args, {
    ...(folder === undefined ? {} : { cwd: folder }),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  return await new Promise((resolve) => {
    child.once('error', (error) => resolve({ ok: false, output: `${error.message}\n` }));
    child.once('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString() }));
  });
}

/** Hands out a folder with the named files and folders in it, and takes it away again: terraform leaves things where it runs. */
export async function inCopy<T>(
  copies: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-terraform-'));
  try {
    for (const [to, from] of Object.entries(copies)) {
      cpSync(from, path.join(folder, to), { recursive: true, filter: (file) => path.basename(file) !== '.terraform' });
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
