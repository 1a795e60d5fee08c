import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { findExecutable } from './find-executable.ts';
import { runLogged } from './run-logged.ts';

const LISTS_DIR = '/var/lib/apt/lists';
/** Another apt may be at work, for example unattended upgrades: wait for it instead of failing. */
const LOCK_WAIT = ['-o', 'DPkg::Lock::Timeout=300'];

/**
 * How this process may install packages, as the start of a command; undefined when it may not.
 *
 * Only root or a sudo that asks no question: a password prompt in the middle of a progress line helps nobody.
 */
export function aptCommand(): string[] | undefined {
  if (findExecutable(['apt-get']) === undefined) return undefined;
  if (process.getuid?.() === 0) return ['apt-get'];
  if (spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0) return ['sudo', '-n', 'apt-get'];
  return undefined;
}

/**
 * Installs packages with apt-get, after a refresh of the package lists where they are missing or too old.
 *
 * @param apt from aptCommand()
 * @throws {CommandFailed} when apt-get fails also with fresh lists
 */
export async function installWithApt(
  apt: readonly string[],
  packages: readonly string[],
  options: { readonly logFile: string; readonly onLine?: (line: string) => void },
): Promise<void> {
  const [command = 'apt-get', ...prefix] = apt;
  const run = (...args: string[]): Promise<void> =>
    runLogged(command, [...prefix, ...LOCK_WAIT, ...args], { ...options, env: { DEBIAN_FRONTEND: 'noninteractive' } });
  const install = (): Promise<void> => run('install', '-y', '--no-install-recommends', ...packages);

  if (!hasPackageLists()) {
    await run('update');
    await install();
    return;
  }

  // Lists that are weeks old name files that the mirror has replaced since.
  await install().catch(async () => {
    await run('update');
    await install();
  });
}

function hasPackageLists(): boolean {
  return existsSync(LISTS_DIR) && readdirSync(LISTS_DIR).some((name) => /_Packages(\.|$)/.test(name));
}
