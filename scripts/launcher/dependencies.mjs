import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** Fingerprint of what npm would install: the lock file and whether npm may run install scripts. */
export function lockHash(lockFile, npmrc = '') {
  return createHash('sha256').update(lockFile).update('\0').update(npmrc).digest('hex');
}

/**
 * Installs the locked packages unless node_modules already holds exactly them.
 *
 * The stamp lies inside node_modules, so that deleting the folder also deletes the claim that it is up to date.
 * @param {string} root the checkout
 * @throws {Error} with one sentence for the person at the terminal
 */
export async function ensureDependencies(root) {
  const stampFile = path.join(root, 'node_modules', '.parley-lock-hash');
  const wanted = lockHash(readRequired(path.join(root, 'package-lock.json')), readOptional(path.join(root, '.npmrc')));
  const installed = readOptional(stampFile).trim();

  if (installed === wanted) return;

  console.error(
    installed === '' ? 'Installing the npm packages …' : 'The locked npm packages changed: installing them …',
  );
  const startedAt = Date.now();
  const exitCode = await npmInstall(root);

  if (exitCode !== 0) {
    throw new Error(
      `npm could not install the packages (exit code ${exitCode}, see its output above): check the network and ` +
        "npm's registry setting, then run the same command again.",
    );
  }

  writeFileSync(stampFile, `${wanted}\n`);
  console.error(`Installed the npm packages in ${seconds(startedAt)} s.`);
}

async function npmInstall(root) {
  // The npm that started us, also where another one comes first on the PATH.
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const args = [
    // Not `npm ci`: that refuses a lock file without the packages of other platforms (esbuild's for macOS, say), which
    // npm leaves out where a registry does not have them. With a lock file, install takes the locked versions too, and
    // with --no-save it leaves that file alone.
    ...['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    // NODE_ENV=production or omit=optional in a person's npm settings would leave out what the tasks and the runtime need.
    ...['--include=dev', '--include=optional'],
  ];
  const child = spawn(npm[0], [...npm.slice(1), ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const startedAt = Date.now();
  const reminder = setInterval(() => console.error(`… still installing, ${seconds(startedAt)} s`), 15_000);

  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(code ?? signal));
    });
  } catch (error) {
    throw new Error('npm was not found: install Node 20 or later together with npm, then try again.', { cause: error });
  } finally {
    clearInterval(reminder);
  }
}

function seconds(since) {
  return Math.round((Date.now() - since) / 1000);
}

function readRequired(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${path.basename(file)} is missing: check the repository out again.`, { cause: error });
  }
}

function readOptional(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
