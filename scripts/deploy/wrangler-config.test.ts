import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { quietWrangler, toolScript } from '../local/tools.ts';
import { outputs } from './fake-cloud.ts';
import { readSettings } from './settings.ts';
import { makeWranglerConfig } from './wrangler-config.ts';

const root = path.resolve(import.meta.dirname, '../..');
const wranglerToml = readFileSync(path.join(root, 'wrangler.toml'), 'utf8');
const settings = readSettings('', `HOSTS=example.org\nMAIL_FROM='Parley "meet" <meet@example.org>'\n`, {});

test('wrangler takes the generated configuration: wrangler deploy --dry-run', { timeout: 120_000 }, () => {
  // Paths in it count from the project's folder.
  const file = path.join(root, `wrangler.deploy-test-${process.pid}.toml`);
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-deploy-test-'));
  mkdirSync(path.join(root, 'web/dist'), { recursive: true });
  try {
    writeFileSync(file, makeWranglerConfig(wranglerToml, outputs, settings, '0.1.0-abcdefabcdef'));
    writeFileSync(path.join(folder, 'secrets.json'), JSON.stringify({ OPERATOR_KEY: 'nothing-to-see' }));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        toolScript(root, 'wrangler'),
        ...['deploy', '--dry-run', '-c', file, '--outdir', path.join(folder, 'out')],
        ...['--secrets-file', path.join(folder, 'secrets.json')],
      ],
      { cwd: root, encoding: 'utf8', env: { ...process.env, ...quietWrangler, CI: '1' } },
    );
    expect(`${stdout}${stderr}`).toContain('--dry-run: exiting now.');
    expect(status).toBe(0);
    for (const bound of ['env.DB (parley-meet)', 'env.FILES (parley-meet-files)', 'env.FLEET', 'env.ASSETS'])
      expect(stdout).toContain(bound);
    expect(stdout).toMatch(/env\.PARLEY_ORIGIN \("https:\/\/meet\.example\.org"\)/);
    expect(stdout).not.toContain('nothing-to-see');
    expect(readdirSync(path.join(folder, 'out'))).toContain('index.js');
    expect(readFileSync(path.join(folder, 'out/index.js'), 'utf8')).toContain('"0.1.0-abcdefabcdef"');
  } finally {
    rmSync(file);
    rmSync(folder, { recursive: true });
  }
});

test('what is deployed is production, and knows its own database, bucket, domain and secrets', () => {
  const config = makeWranglerConfig(wranglerToml, outputs, settings, '0.1.0-abcdefabcdef');
  expect(config).toMatch(/^name = "parley-meet"$/m);
  expect(config).toContain('database_id = "11111111-2222-3333-4444-555555555555"');
  expect(config).toContain('routes = [{ pattern = "meet.example.org", custom_domain = true }]');
  expect(config).toContain('ENVIRONMENT = "production"');
  expect(config).toContain('MAIL_FROM = "Parley \\"meet\\" <meet@example.org>"');
  expect(config).toContain('required = ["BETTER_AUTH_SECRET", "SIGNING_KEYS_SECRET", "OPERATOR_KEY"]');
  expect(config).toContain('__LOCAL_DELIVERY__ = "false"');
  expect(config).not.toContain('00000000-');
});

test('a wrangler.toml without a place for the database is refused', () => {
  const without = wranglerToml.replace(/^database_id.*$/m, '');
  expect(() => makeWranglerConfig(without, outputs, settings, '0.1.0-abcdefabcdef')).toThrow(
    'must have one line database_id',
  );
});
