import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { SetupError } from '../setup-error.ts';

export const RECIPE_DIR = path.join(import.meta.dirname, 'recipe');

/** Which media worker is wanted, and the places that belong to it. */
export interface WorkerTarget {
  readonly version: string;
  /** mediasoup's npm package. */
  readonly packageDir: string;
  /** From the package's manifest; where releases with prebuilt workers are published. */
  readonly repositoryUrl: string;
  readonly binary: string;
  readonly lockFile: string;
  readonly logFile: string;
  /** On the same file system as the binary, so that a finished one can be renamed into place. */
  readonly buildDir: string;
}

/** @throws {SetupError} when mediasoup is not installed */
export function describeTarget(root: string, env: NodeJS.ProcessEnv): WorkerTarget {
  const packageDir = path.join(root, 'node_modules', 'mediasoup');
  const manifestFile = path.join(packageDir, 'package.json');
  if (!existsSync(manifestFile)) throw new SetupError('The mediasoup package is not installed: run npm ci.');

  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as { version: string; repository: { url: string } };
  const cacheDir = path.join(env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'parley', 'media-worker');
  const name = `${manifest.version}-${process.platform}-${process.arch}-${recipeRevision()}`;

  return {
    version: manifest.version,
    packageDir,
    repositoryUrl: manifest.repository.url.replace(/^git\+/, '').replace(/\.git$/, ''),
    binary: path.join(cacheDir, name, 'mediasoup-worker'),
    lockFile: path.join(cacheDir, `${name}.lock`),
    logFile: path.join(cacheDir, `${name}.log`),
    buildDir: path.join(cacheDir, `${name}.build`),
  };
}

/** Fingerprint of the recipe's files: a changed recipe makes a new media worker. */
function recipeRevision(): string {
  const hash = createHash('sha256');
  const files = readdirSync(RECIPE_DIR, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
    .map((entry) => path.join(entry.parentPath, entry.name));

  for (const file of files.sort()) hash.update(path.relative(RECIPE_DIR, file)).update('\0').update(readFileSync(file));
  return hash.digest('hex').slice(0, 8);
}

/** Moves a finished media worker to its place in one step, and removes what was left of making it. */
export function storeInCache(target: WorkerTarget, finished: string): string {
  chmodSync(finished, 0o755);
  mkdirSync(path.dirname(target.binary), { recursive: true });
  renameSync(finished, target.binary);
  rmSync(target.buildDir, { recursive: true, force: true });
  return target.binary;
}
