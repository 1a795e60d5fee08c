import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Progress } from '../progress.ts';
import { SetupError } from '../setup-error.ts';
import { aptCommand, installWithApt } from '../system/apt.ts';
import { findExecutable } from '../system/find-executable.ts';
import { runLogged } from '../system/run-logged.ts';

/** How to call meson: a command and what to add to its environment. */
export interface Meson {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A meson that is new enough for mediasoup's build: the system's, else pip's in a folder of its own, else a newer one
 * that apt offers (bookworm itself has 1.0, its backports 1.7).
 *
 * @throws {SetupError} when there is none
 */
export async function ensureMeson(buildDir: string, logFile: string, progress: Progress): Promise<Meson> {
  const system = systemMeson();
  if (system !== undefined) return system;

  progress.step('Fetching the build tool meson');
  const apt = aptCommand();
  const fromPip = (): Promise<Meson | undefined> => pipMeson(path.join(buildDir, 'meson'), logFile);
  const fetched =
    (await fromPip()) ?? (apt && ((await aptMeson(apt, logFile)) ?? (await withAptPip(apt, logFile, fromPip))));
  if (fetched !== undefined) return fetched;

  throw new SetupError(
    'The media worker has to be built here with meson 1.1 or later, which neither pip nor apt-get could install: ' +
      'install meson, or set MEDIASOUP_WORKER_BIN to a mediasoup-worker of the same version.',
  );
}

function systemMeson(): Meson | undefined {
  const executable = findExecutable(['meson']);
  if (executable === undefined) return undefined;

  const answer = spawnSync(executable, ['--version'], { encoding: 'utf8' });
  return isNewEnough(answer.stdout ?? '') ? { command: [executable], env: {} } : undefined;
}

/** mediasoup's meson.build asks for 1.1.0. */
export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.trim().split('.').map(Number);
  return major > 1 || (major === 1 && minor >= 1);
}

async function pipMeson(folder: string, logFile: string): Promise<Meson | undefined> {
  // --target: neither touches the system's Python nor trips over its "externally managed" mark.
  const args = ['-m', 'pip', 'install', '--quiet', '--no-input', '--target', folder, 'meson>=1.1,<2'];
  try {
    await runLogged('python3', args, { logFile });
  } catch {
    return undefined;
  }

  return existsSync(path.join(folder, 'mesonbuild'))
    ? { command: ['python3', '-m', 'mesonbuild.mesonmain'], env: { PYTHONPATH: folder } }
    : undefined;
}

async function withAptPip<T>(
  apt: readonly string[],
  logFile: string,
  then: () => Promise<T | undefined>,
): Promise<T | undefined> {
  if (spawnSync('python3', ['-m', 'pip', '--version'], { stdio: 'ignore' }).status === 0) return undefined;

  try {
    await installWithApt(apt, ['python3-pip'], { logFile });
  } catch {
    return undefined;
  }
  return await then();
}

async function aptMeson(apt: readonly string[], logFile: string): Promise<Meson | undefined> {
  const version = newestMeson(execFileSync('apt-cache', ['madison', 'meson'], { encoding: 'utf8' }));
  if (version === undefined) return undefined;

  try {
    await installWithApt(apt, [`meson=${version}`], { logFile });
  } catch {
    return undefined;
  }
  return systemMeson();
}

/** From `apt-cache madison` (package | version | source, newest first): the first version that will do. */
export function newestMeson(madison: string): string | undefined {
  return madison
    .split('\n')
    .map((line) => line.split('|')[1]?.trim() ?? '')
    .find(isNewEnough);
}
