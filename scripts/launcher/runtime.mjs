import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** The first versions that run TypeScript by stripping its types, without a flag. */
export function stripsTypes(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);

  return major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

/**
 * The Node that runs the tasks: the one among the locked packages, else the one that runs this.
 *
 * @param {string} root the checkout
 * @returns {string} path of the executable
 * @throws {Error} with one sentence for the person at the terminal
 */
export function findRuntime(root) {
  const carried = path.join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');

  if (existsSync(carried) && (process.platform !== 'linux' || runs(carried))) return carried;
  if (stripsTypes(process.version)) return process.execPath;

  throw new Error(
    `Parley needs Node 24 (or 22.18 and later), and this is ${process.version} on ${process.platform}-${process.arch}, ` +
      'for which no Node comes with the packages: install Node 24 and run the same command again.',
  );
}

// The carried executable is linked to glibc, which for example Alpine lacks. Starting it is the only sure test.
function runs(executable) {
  return spawnSync(executable, ['--version'], { stdio: 'ignore' }).status === 0;
}

/**
 * Runs a script and passes signals to it and its exit code back.
 *
 * The script gets an IPC channel only so that it notices when this process is killed.
 * @param {string} runtime path of a Node executable
 * @param {string} root the checkout
 * @param {string[]} args script and its arguments
 * @returns {Promise<number>} exit code
 */
export async function runOn(runtime, root, args) {
  const bins = [path.dirname(runtime), path.join(root, 'node_modules', '.bin')];
  const child = spawn(runtime, args, {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // First on the PATH: tools that say `#!/usr/bin/env node` then run on the same Node.
    env: { ...process.env, PATH: [...bins, process.env.PATH ?? ''].join(path.delimiter) },
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));

  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}
