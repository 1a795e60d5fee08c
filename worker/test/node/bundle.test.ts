import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const outDir = mkdtempSync(path.join(tmpdir(), 'parley-bundle-'));
afterAll(() => rmSync(outDir, { recursive: true, force: true }));

/** Bundles the Worker as `wrangler deploy` does; the script's text. */
function bundle(name: string, ...args: string[]): string {
  const wrangler = path.join(root, 'node_modules/wrangler/bin/wrangler.js');
  const out = path.join(outDir, name);
  execFileSync(process.execPath, [wrangler, 'deploy', '--dry-run', '-c', 'wrangler.toml', '--outdir', out, ...args], {
    cwd: root,
    stdio: 'pipe',
    env: {
      ...process.env,
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_HIDE_BANNER: 'true',
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    },
  });
  return readFileSync(path.join(out, 'index.js'), 'utf8');
}

const traces = ['local-delivery', 'sign-in code for'];

describe('showing sign-in codes instead of mailing them', () => {
  test('is not in what is deployed', { timeout: 60_000 }, () => {
    const script = bundle('deployed');
    expect(script).toContain('send-verification-otp');
    for (const trace of traces) expect(script).not.toContain(trace);
  });

  test('is in what runs locally', { timeout: 60_000 }, () => {
    const script = bundle('local', '--define', '__LOCAL_DELIVERY__:true');
    for (const trace of traces) expect(script).toContain(trace);
  });
});
