import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { protocolVersion } from '../../sfu/contract/version.ts';
import { hashFiles, type Manifest, manifestName } from '../../sfu/install/manifest.ts';
import { boxLinkVersion } from '../../worker/contract/box-link.ts';
import { ensureMediaWorker } from '../media-worker/index.ts';
import { ensureSendBatching } from '../send-batching/index.ts';
import { SetupError } from '../setup-error.ts';
import { ensureCaddy } from './caddy.ts';
import { installedPackages } from './dependencies.ts';
import { neededPackages } from './needed-packages.ts';

export interface ReleaseOptions {
  readonly root: string;
  /** `dist` below the root when absent. */
  readonly outDir?: string;
  /** Whether a Caddy that is nowhere yet is built; true when absent. */
  readonly buildCaddy?: boolean;
  /** Packs fast instead of small: for tests. */
  readonly quick?: boolean;
}

export interface Release {
  readonly version: string;
  readonly file: string;
  readonly sha256: string;
  /** Whether it brings a Caddy along. */
  readonly hasCaddy: boolean;
}

/** Repository paths that the box runs from; of folders, everything but tests. */
const sources = [
  'sfu/src',
  'sfu/contract',
  'sfu/install',
  'sfu/package.json',
  'sfu/README.md',
  'worker/contract',
  'worker/package.json',
  'LICENSE',
];
/** What packages have besides what runs: sources of native parts, maps, types, documentation of their own. */
const notNeeded =
  /(^|\/)(\.bin|\.github|\.package-lock\.json|test|tests|__tests__|benchmarks?|example|examples|docs|man)$|\.(map|d\.ts|d\.cts|d\.mts|test\.ts|tsbuildinfo)$/;

/**
 * Makes the tarball of a box: everything that it runs on, but what a distribution's packages bring. Two runs on the same commit, with
 * the same media worker, make the same bytes.
 *
 * @throws {SetupError} when something that belongs into it cannot be had
 */
export async function makeRelease(options: ReleaseOptions): Promise<Release> {
  const { root, outDir = path.join(root, 'dist'), buildCaddy = true, quick = false } = options;
  const mediaWorker = await ensureMediaWorker({ root });
  const sendBatching = await ensureSendBatching();
  const caddy = await ensureCaddy({ build: buildCaddy });
  const { commit, changed } = describeCommit(root);
  const { name, version: own } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const version = [`${own}-${commit.slice(0, 12)}`, ...(changed ? ['changed'] : [])].join('.');

  mkdirSync(outDir, { recursive: true });
  const staging = mkdtempSync(path.join(outDir, '.box-'));
  try {
    for (const source of sources) copy(root, staging, source);
    for (const folder of installedPackages(root, 'sfu')) copy(root, staging, folder);
    mkdirSync(path.join(staging, 'node_modules', '@parley'), { recursive: true });
    symlinkSync('../../worker', path.join(staging, 'node_modules', '@parley', 'worker'));
    // Where people look first.
    symlinkSync('sfu/install', path.join(staging, 'install'));
    const bare = { name, version, private: true, type: 'module', license: 'Apache-2.0' };
    writeFileSync(path.join(staging, 'package.json'), `${JSON.stringify(bare, null, 2)}\n`);
    copyFileSync(path.join(staging, 'sfu', 'README.md'), path.join(staging, 'README.md'));

    mkdirSync(path.join(staging, 'bin'));
    program(nodeBinary(root), staging, 'node');
    // Caddy's is Apache-2.0 like ours; mediasoup's lies in its package.
    copyFileSync(path.join(path.dirname(nodeBinary(root)), '..', 'LICENSE'), path.join(staging, 'bin', 'LICENSE.node'));
    program(mediaWorker, staging, 'mediasoup-worker');
    if (sendBatching !== null) program(sendBatching, staging, 'send-batching.so');
    program(path.join(root, 'sfu', 'install', 'parley.sh'), staging, 'parley');
    if (caddy !== undefined) program(caddy, staging, 'caddy');

    const manifest: Manifest = {
      ...{ version, commit, protocol: protocolVersion, boxLink: boxLinkVersion, architecture: process.arch },
      packages: neededPackages(mediaWorker),
      files: hashFiles(staging),
    };
    writeFileSync(path.join(staging, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
    const file = path.join(outDir, `parley-box-${version}.tar.gz`);
    pack(staging, file, quick ? 1 : 6);
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
    return { version, file, sha256, hasCaddy: caddy !== undefined };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function copy(root: string, staging: string, name: string): void {
  const from = path.join(root, name);
  mkdirSync(path.dirname(path.join(staging, name)), { recursive: true });
  cpSync(from, path.join(staging, name), {
    recursive: true,
    filter: (source) => {
      const below = path.relative(from, source);
      // Its own dependencies come by the lock file; mediasoup's native part is in bin/.
      if (below.split(path.sep).includes('node_modules')) return false;
      if (name === 'node_modules/mediasoup' && /^(worker|npm-scripts)/.test(below)) return false;
      return below === '' || !notNeeded.test(below);
    },
  });
}

function program(source: string, staging: string, name: string): void {
  const to = path.join(staging, 'bin', name);
  copyFileSync(source, to);
  chmodSync(to, 0o755);
}

function nodeBinary(root: string): string {
  const binary = path.join(root, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
  if (existsSync(binary)) return binary;
  throw new SetupError(
    `A release is made on Linux, x64 or arm64, with the Node that npm install brings: ${binary} is not there.`,
  );
}

function describeCommit(root: string): { commit: string; changed: boolean } {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  try {
    return {
      commit: git('rev-parse', 'HEAD'),
      changed: git('status', '--porcelain', '--', ...sources, 'package.json', 'package-lock.json') !== '',
    };
  } catch {
    throw new SetupError('A release names its commit: make it in a checkout, with git installed.');
  }
}

/** Sorted, by nobody, at no time: the same files make the same bytes. */
function pack(staging: string, file: string, level: number): void {
  const same = [
    '--sort=name',
    '--mtime=@0',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '--mode=u+rw,go=rX',
    '--format=gnu',
  ];
  const tar = spawnSync('tar', [...same, '-I', `gzip -n -${level}`, '-cf', file, '-C', staging, '.'], {
    encoding: 'utf8',
  });
  if (tar.status !== 0) throw new SetupError(`GNU tar could not pack the release: ${tar.stderr || tar.error?.message}`);
}
