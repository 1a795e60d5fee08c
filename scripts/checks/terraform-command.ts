import { spawnSync } from 'node:child_process';
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
export function terraform(folder: string, args: readonly string[], config: string | null = null): Ran {
  const kept = Object.entries(process.env).filter(([name]) => !/^(TF_|CLOUDFLARE_|HCLOUD_)/.test(name));
  const env = {
    ...Object.fromEntries(kept),
    TF_CLI_CONFIG_FILE: config ?? devNull,
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
  };
  return run('terraform', args, { folder, env });
}

/** Runs a program to its end, with no standard input. One that cannot be started has failed. */
export function run(
  file: string,
  args: readonly string[],
  { folder, env = process.env }: { folder?: string; env?: NodeJS.ProcessEnv } = {},
): Ran {
  const { status, stdout, stderr, error } = spawnSync(file, args, {
    ...(folder === undefined ? {} : { cwd: folder }),
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  return { ok: status === 0, output: `${stdout ?? ''}${stderr ?? ''}${error ? `${error.message}\n` : ''}` };
}

/** Hands out a folder with the named files and folders in it, and takes it away again: terraform leaves things where it runs. */
export function inCopy<T>(copies: Readonly<Record<string, string>>, use: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-terraform-'));
  try {
    for (const [to, from] of Object.entries(copies)) {
      cpSync(from, path.join(folder, to), { recursive: true, filter: (file) => path.basename(file) !== '.terraform' });
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
