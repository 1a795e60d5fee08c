import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, freemem } from 'node:os';
import path from 'node:path';
import type { Progress } from '../progress.ts';
import { SetupError } from '../setup-error.ts';
import { CommandFailed, runLogged } from '../system/run-logged.ts';
import { RECIPE_DIR, type WorkerTarget } from './cache.ts';
import { installMissing } from './install-missing.ts';
import { unpackLibsrtpSource } from './libsrtp-source.ts';
import { ensureMeson } from './meson.ts';
import { runsHere } from './probe.ts';
import { buildRequirements, sourcePackageTools, systemLibsrtp } from './requirements.ts';

/** What one C++ compiler takes on the largest of the worker's files. */
const BYTES_PER_COMPILER = 1024 ** 3;

/**
 * Builds the media worker from the sources in the npm package, against the distribution's libraries; recipe/README.md
 * says how and why.
 *
 * @returns the executable, in the target's build folder
 * @throws {SetupError} with what is missing, or with the log's place
 */
export async function buildFromSource(target: WorkerTarget, progress: Progress): Promise<string> {
  const { buildDir, logFile } = target;
  mkdirSync(path.dirname(logFile), { recursive: true });
  writeFileSync(logFile, `Building the media worker of mediasoup ${target.version}\n`);
  rmSync(buildDir, { recursive: true, force: true });
  mkdirSync(buildDir);

  progress.note(
    `No prebuilt media worker can be had here: building mediasoup ${target.version} from its sources, once. ` +
      'On two cores that takes about six minutes.',
  );

  try {
    return await build(target, progress);
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    const hint = error.lastLines.findLast((line) => /error|fatal|failed/i.test(line));
    throw new SetupError(
      `The media worker could not be built (${error.message})${hint ? `:\n  ${hint.trim()}\n` : '. '}` +
        `The full log is ${logFile}; a mediasoup-worker built elsewhere can be named in MEDIASOUP_WORKER_BIN.`,
      { cause: error },
    );
  }
}

async function build({ buildDir, logFile, packageDir }: WorkerTarget, progress: Progress): Promise<string> {
  const sourceDir = path.join(buildDir, 'worker');
  const outDir = path.join(buildDir, 'out');

  await installMissing(buildRequirements, logFile, progress);
  const meson = await ensureMeson(buildDir, logFile, progress);

  cpSync(path.join(packageDir, 'worker'), sourceDir, { recursive: true });
  await applyRecipe(sourceDir, logFile);
  await provideLibsrtp(sourceDir, buildDir, logFile, progress);

  progress.step('Configuring the media worker');
  const [command = 'meson', ...prefix] = meson.command;
  const setup = [
    'setup',
    outDir,
    '--wrap-mode=nodownload',
    '--buildtype=release',
    '-Db_ndebug=true',
    '-Dwarning_level=0',
  ];
  await runLogged(command, [...prefix, ...setup], { cwd: sourceDir, env: meson.env, logFile });

  progress.step('Building the media worker');
  // PYTHONPATH stays: ninja calls meson again for some of its steps.
  await runLogged('nice', ['-n', '10', 'ninja', '-C', outDir, '-j', String(compilers()), 'mediasoup-worker'], {
    env: meson.env,
    label: 'ninja',
    logFile,
    onLine: (line) => {
      const count = /^\[\d+\/\d+\]/.exec(line)?.[0];
      if (count !== undefined) progress.detail(count);
    },
  });

  const binary = path.join(outDir, 'mediasoup-worker');
  if (!runsHere(binary)) throw new SetupError(`The media worker was built but does not start; the log is ${logFile}.`);
  return binary;
}

function compilers(): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(freemem() / BYTES_PER_COMPILER)));
}

/** Puts the recipe's subprojects in the place of mediasoup's downloads, and applies its patches. */
async function applyRecipe(sourceDir: string, logFile: string): Promise<void> {
  rmSync(path.join(sourceDir, 'subprojects'), { recursive: true });
  cpSync(path.join(RECIPE_DIR, 'subprojects'), path.join(sourceDir, 'subprojects'), { recursive: true });

  const patchesDir = path.join(RECIPE_DIR, 'patches');
  for (const name of readdirSync(patchesDir).sort()) {
    await runLogged('patch', ['-p1', '--input', path.join(patchesDir, name)], { cwd: sourceDir, logFile });
  }
}

async function provideLibsrtp(sourceDir: string, buildDir: string, logFile: string, progress: Progress): Promise<void> {
  progress.step('Fetching the source of libsrtp');
  await installMissing(sourcePackageTools, logFile, progress).catch(() => undefined);

  const unpackedDir = path.join(buildDir, 'libsrtp2');
  const version = await unpackLibsrtpSource(path.join(buildDir, 'apt'), unpackedDir, logFile);

  if (version !== undefined && existsSync(path.join(unpackedDir, 'meson.build'))) {
    renameSync(unpackedDir, path.join(sourceDir, 'subprojects', 'libsrtp2'));
    progress.note(`Using libsrtp ${version} on OpenSSL.`);
    return;
  }

  progress.note(
    "The source of libsrtp cannot be had here: using the system's libsrtp2, which may cost some microseconds more per packet.",
  );
  await installMissing(systemLibsrtp, logFile, progress);
}
