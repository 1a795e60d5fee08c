import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What is deployed from: all that goes into the Worker and the web client. */
const sources = ['worker', 'web', 'sfu/contract', 'wrangler.toml', 'package.json', 'package-lock.json'];

/**
 * What the deployed Worker calls itself: the package's version and the commit, as releases of boxes do, so that it can be told from the one
 * before. Outside a checkout the package's version alone.
 */
export function deployedVersion(root: string): string {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const git = (...args: string[]) => spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  const commit = git('rev-parse', 'HEAD');
  if (commit.status !== 0) return version;
  const isChanged = git('status', '--porcelain', '--', ...sources).stdout !== '';
  return `${version}-${commit.stdout.slice(0, 12)}${isChanged ? '.changed' : ''}`;
}
