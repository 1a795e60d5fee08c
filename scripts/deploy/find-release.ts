import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Manifest, manifest, manifestName } from '../../sfu/install/manifest.ts';
import { SetupError } from '../setup-error.ts';
import type { Versions } from './compatible.ts';

/** A box's tarball, as its own manifest describes it. */
export interface BoxRelease extends Versions {
  readonly tarball: string;
  readonly version: string;
}

/**
 * The tarball that was named, else the newest that `npm run release` made of this commit; null: none was made.
 *
 * @throws {SetupError} when it is none, or does not fit this Worker
 */
export function findRelease(root: string, named: string | null, ours: Versions): BoxRelease | null {
  const tarball = named ?? newestOfThisCommit(root);
  if (tarball === null) return null;
  const { version, boxLink, protocol } = readManifestOf(path.resolve(root, tarball));
  if (boxLink !== ours.boxLink || protocol !== ours.protocol)
    throw new SetupError(
      `${tarball} speaks box link ${boxLink} and signaling ${protocol}, this Worker and web client ${ours.boxLink} and ` +
        `${ours.protocol}: make a release of this version with "npm run release".`,
    );
  return { tarball, version, boxLink, protocol };
}

function newestOfThisCommit(root: string): string | null {
  const commit = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).stdout?.slice(0, 12);
  const folder = path.join(root, 'dist');
  if (!commit || !existsSync(folder)) return null;
  const madeAt = (name: string) => statSync(path.join(folder, name)).mtimeMs;
  const [newest] = readdirSync(folder)
    .filter((name) => name.startsWith('parley-box-') && name.includes(`-${commit}`) && name.endsWith('.tar.gz'))
    .sort((a, b) => madeAt(b) - madeAt(a));
  return newest === undefined ? null : path.join('dist', newest);
}

function readManifestOf(tarball: string): Manifest {
  const tar = spawnSync('tar', ['-xzOf', tarball, `./${manifestName}`], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  try {
    return manifest.parse(JSON.parse(tar.stdout));
  } catch {
    throw new SetupError(
      `${tarball} is not a release of a box: ${tar.stderr?.trim().split('\n')[0] || 'no manifest'}.`,
    );
  }
}
