import path from 'node:path';
import { makeProgress, type Progress } from '../progress.ts';
import { SetupError } from '../setup-error.ts';
import { buildFromSource } from './build.ts';
import { describeTarget, storeInCache, type WorkerTarget } from './cache.ts';
import { withLock } from './lock.ts';
import { downloadPrebuilt } from './prebuilt.ts';
import { runsHere } from './probe.ts';

export interface MediaWorkerOptions {
  /** The checkout: its node_modules hold the mediasoup package. */
  readonly root: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly progress?: Progress;
}

/**
 * A mediasoup media worker that runs on this machine: the configured one, else the cached one, else the official
 * prebuilt one, else one built from the sources in the npm package.
 *
 * The cache lies outside the checkout and is shared by all checkouts with the same mediasoup version.
 * @returns absolute path of the executable
 * @throws {SetupError} when there is no way to one, with what to do
 */
export async function ensureMediaWorker(options: MediaWorkerOptions): Promise<string> {
  const { root, env = process.env } = options;

  if (env.MEDIASOUP_WORKER_BIN) return configured(env.MEDIASOUP_WORKER_BIN);

  const target = describeTarget(root, env);
  if (runsHere(target.binary)) return target.binary;

  const progress = options.progress ?? makeProgress();
  try {
    return await withLock(target.lockFile, {
      onWait: (owner) => progress.step(`Another run (process ${owner}) prepares the media worker: waiting for it`),
      // Whoever had the lock may have left what we came for.
      work: async () => (runsHere(target.binary) ? target.binary : await obtain(target, env, progress)),
    });
  } finally {
    progress.end();
  }
}

function configured(binary: string): string {
  const absolute = path.resolve(binary);
  if (runsHere(absolute)) return absolute;

  throw new SetupError(
    `MEDIASOUP_WORKER_BIN names ${absolute}, which is not a media worker that runs here: correct it, or unset it.`,
  );
}

async function obtain(target: WorkerTarget, env: NodeJS.ProcessEnv, progress: Progress): Promise<string> {
  const prebuilt = await downloadPrebuilt(target, env, progress);
  if (prebuilt !== undefined) return storeInCache(target, prebuilt);

  const built = await buildFromSource(target, progress);
  const stored = storeInCache(target, built);
  progress.note(`The media worker is built and kept in ${path.dirname(stored)}.`);
  return stored;
}
