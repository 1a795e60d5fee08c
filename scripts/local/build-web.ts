import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeProgress, type Progress } from '../progress.ts';
import { SetupError } from '../setup-error.ts';
import { CommandFailed, runLogged } from '../system/run-logged.ts';
import { hashInputs, makeStamp } from './inputs.ts';
import { toolScript } from './tools.ts';

/** All that the built client is made of. */
const INPUTS = ['web', 'sfu/contract', 'worker/contract', 'package-lock.json', 'tsconfig.base.json'];

/**
 * Builds the web client into web/dist, unless that is what the sources say already.
 *
 * @throws {SetupError} with the compiler's words
 */
export async function buildWeb(root: string, progress: Progress = makeProgress()): Promise<void> {
  // Beside the packages, not in dist: what lies in dist is served to everybody.
  const cacheDir = path.join(root, 'node_modules', '.cache', 'parley');
  const stamp = makeStamp(path.join(cacheDir, 'web-build'));
  const fingerprint = hashInputs(root, INPUTS);
  if (stamp.isCurrent(fingerprint) && existsSync(path.join(root, 'web', 'dist', 'index.html'))) return;

  progress.step('Building the web client');
  mkdirSync(cacheDir, { recursive: true });
  const logFile = path.join(cacheDir, 'web-build.log');
  writeFileSync(logFile, '');
  try {
    await runLogged(process.execPath, [toolScript(root, 'vite'), 'build'], {
      cwd: path.join(root, 'web'),
      // Within a test run it would be `test`, and the client built with the slower half of its framework.
      env: { NODE_ENV: 'production' },
      logFile,
    });
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    throw new SetupError(`The web client could not be built:\n${error.lastLines.join('\n')}`, { cause: error });
  } finally {
    progress.end();
  }
  stamp.write(fingerprint);
}
