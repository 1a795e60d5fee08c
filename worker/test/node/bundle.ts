import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../../..');

/** What keeps wrangler to itself in tests. */
export const quietWrangler = {
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
} as const;

/** Bundles the Worker as `wrangler deploy` does; the script's text. */
export function bundle(outDir: string, ...args: string[]): string {
  const wrangler = path.join(root, 'node_modules/wrangler/bin/wrangler.js');
  execFileSync(
    process.execPath,
    [wrangler, 'deploy', '--dry-run', '-c', 'wrangler.toml', '--outdir', outDir, ...args],
    {
      cwd: root,
      stdio: 'pipe',
      env: { ...process.env, ...quietWrangler },
    },
  );
  return readFileSync(path.join(outDir, 'index.js'), 'utf8');
}
