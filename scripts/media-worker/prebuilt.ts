import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import path from 'node:path';
import type { Progress } from '../progress.ts';
import type { WorkerTarget } from './cache.ts';
import { runsHere } from './probe.ts';

/** Long enough for a slow line to answer, short enough not to be felt where the host is blocked. */
const ANSWER_WITHIN_MS = 5_000;
const DOWNLOAD_WITHIN_MS = 120_000;

/**
 * The worker that mediasoup's authors publish for this platform, or undefined when it cannot be had or does not run here
 * (for example on a C library other than the one it was linked to).
 *
 * Obeys the two switches of mediasoup's own installer: MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD and
 * MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL.
 */
export async function downloadPrebuilt(
  target: WorkerTarget,
  env: NodeJS.ProcessEnv,
  progress: Progress,
): Promise<string | undefined> {
  if (env.MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD) return undefined;

  progress.step(`Looking for the prebuilt media worker (mediasoup ${target.version})`);
  const base = env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL || `${target.repositoryUrl}/releases/download`;
  const archive = await download(`${base}/${target.version}/${prebuiltName(target.version)}`);
  if (archive === undefined) return undefined;

  rmSync(target.buildDir, { recursive: true, force: true });
  mkdirSync(target.buildDir, { recursive: true });
  const archiveFile = path.join(target.buildDir, 'prebuilt.tgz');
  writeFileSync(archiveFile, archive);
  spawnSync('tar', ['-xzf', archiveFile, '-C', target.buildDir], { stdio: 'ignore' });

  const binary = path.join(target.buildDir, 'mediasoup-worker');
  if (runsHere(binary)) return binary;

  progress.note('The prebuilt media worker does not run on this system.');
  return undefined;
}

/** File name of a release asset, as mediasoup's npm-scripts.mjs forms it. */
export function prebuiltName(
  version: string,
  platform: string = process.platform,
  arch: string = process.arch,
  kernel: string = release(),
): string {
  const suffix = platform === 'linux' ? `-kernel${Number.parseInt(kernel, 10)}` : '';
  return `mediasoup-worker-${version}-${platform}-${arch}${suffix}.tgz`;
}

async function download(url: string): Promise<Uint8Array | undefined> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), ANSWER_WITHIN_MS);

  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([abort.signal, AbortSignal.timeout(DOWNLOAD_WITHIN_MS)]),
    });
    clearTimeout(timer);
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
  } catch {
    // No network, a proxy that refuses, a broken download: all mean that we build it ourselves.
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
