import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { outputsJson } from './fake-cloud.ts';
import { tokensFile } from './plan-boxes.ts';
import { deployConfigFile } from './wrangler-config.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** What a deployment writes, as it is on this machine. */
const written = () =>
  [deployConfigFile, tokensFile].map((file) => statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs);

test('npm run deploy -- --dry-run: all of a first deployment, without an account', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-dry-run-'));
  try {
    writeFileSync(path.join(folder, 'outputs.json'), outputsJson());
    writeFileSync(path.join(folder, 'deploy.env'), 'HOSTS=example.org\nOIDC_ISSUER=https://id.example.org\n');
    const before = written();
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [
        ...[path.join(root, 'scripts/tasks/deploy.ts'), '--dry-run', '--outputs', path.join(folder, 'outputs.json')],
        ...['--env-file', path.join(folder, 'deploy.env')],
      ],
      // Nobody is logged in there.
      {
        encoding: 'utf8',
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          OIDC_CLIENT_SECRET: 'never-shown',
          TURN_SECRET: 'never-shown'.repeat(4),
        },
      },
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('The steps are those of a first deployment.');
    expect(stdout).toMatch(
      /npx vite build[\s\S]*npx wrangler d1 migrations apply[\s\S]*npx wrangler deploy[\s\S]*enrolment-tokens/,
    );
    expect(stdout).toContain('Nothing was changed.');
    expect(stdout).not.toContain('never-shown');
    expect(written()).toEqual(before);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
