import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { boxLinkVersion } from '../../worker/contract/box-link.ts';
import { FakeCloud, outputs, outputsJson } from './fake-cloud.ts';
import { runDeploy } from './run-deploy.ts';
import { madeUpNames } from './settings.ts';

const project = path.resolve(import.meta.dirname, '../..');
let root = '';
let cloud: FakeCloud;
/** Operator keys that it was spoken to with. */
let keys: (string | null)[] = [];

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'parley-deploy-test-'));
  for (const file of ['package.json', 'wrangler.toml']) copyFileSync(path.join(project, file), path.join(root, file));
  writeFileSync(path.join(root, 'outputs.json'), outputsJson());
  writeFileSync(path.join(root, 'deploy.env'), 'HOSTS=example.org\nOIDC_ISSUER=https://id.example.org\n');
  process.env.OIDC_CLIENT_SECRET = 'of-the-provider';
  process.env.TF_VAR_turn_secret = 'turn-secret-of-more-than-32-characters';
  cloud = new FakeCloud();
  cloud.boxLink = boxLinkVersion;
  keys = [];
});
afterEach(() => {
  delete process.env.OIDC_CLIENT_SECRET;
  delete process.env.TF_VAR_turn_secret;
  rmSync(root, { recursive: true });
});

const run = () =>
  runDeploy(root, ['--outputs', path.join(root, 'outputs.json'), '--no-boxes'], (_root, _origin, key) => {
    keys.push(key);
    return cloud;
  });
const stateDir = () => path.join(root, '.parley/deploy', new URL(outputs.origin).hostname);
const noWorker = () => ({ code: 1, out: '', err: 'This Worker does not exist [code: 10007]' });

test('secrets of a first deployment that failed are those that the next one sets', async () => {
  cloud.status = 0;
  cloud.onAsk = noWorker;
  cloud.onRun = (line) => (line.includes('migrations') ? 1 : 0);
  await expect(run()).rejects.toThrow('Stopped at step 3');
  expect(cloud.secrets).toEqual({});
  const kept = () =>
    Object.fromEntries(
      madeUpNames.map((name) => {
        const file = path.join(stateDir(), name.toLowerCase().replaceAll('_', '-'));
        expect(statSync(file).mode & 0o777).toBe(0o600);
        return [name, readFileSync(file, 'utf8').trim()];
      }),
    );
  const before = kept();

  cloud.onRun = (line) => {
    if (line.includes('wrangler deploy')) cloud.status = 200;
    return 0;
  };
  expect(await run()).toBe(0);
  expect(cloud.secrets).toMatchObject(before);
  expect(kept()).toEqual(before);
  expect(keys.at(-1)).toBe(before.OPERATOR_KEY);

  // The next one speaks to the fleet with it, and makes nothing up.
  const names = Object.keys(cloud.secrets).map((name) => ({ name }));
  cloud.onAsk = (line) => ({ code: 0, out: JSON.stringify(line.includes('secret list') ? names : []), err: '' });
  expect(await run()).toBe(0);
  expect(keys.at(-1)).toBe(before.OPERATOR_KEY);
  expect(cloud.said.join('\n')).not.toContain(before.OPERATOR_KEY);
});

test('a Worker with a key that is not here is left alone', async () => {
  cloud.onAsk = () => ({ code: 0, out: JSON.stringify([{ name: 'OPERATOR_KEY' }]), err: '' });
  await expect(run()).rejects.toThrow('OPERATOR_KEY is needed to speak to the fleet');
  expect(cloud.done).toEqual([]);
  expect(readdirSync(root)).not.toContain('.parley');
});
