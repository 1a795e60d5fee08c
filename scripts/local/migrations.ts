import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Progress } from '../progress.ts';
import { SetupError } from '../setup-error.ts';
import { CommandFailed, runLogged } from '../system/run-logged.ts';
import type { LocalConfig } from './config.ts';
import { hashInputs, makeStamp } from './inputs.ts';
import { quietWrangler, toolScript } from './tools.ts';

/** Where wrangler and the vite plugin keep local databases and objects. */
export function stateDir(config: Pick<LocalConfig, 'dataDir'>): string {
  return path.join(config.dataDir, 'state');
}

/**
 * Brings the local database to the newest migration; asks wrangler, which takes seconds, only when they changed.
 *
 * @throws {SetupError} with the database's words
 */
export async function ensureMigrations(config: LocalConfig, progress: Progress): Promise<void> {
  // Inside the state: whoever deletes that starts over here too.
  const stamp = makeStamp(path.join(stateDir(config), 'migrations-applied'));
  const fingerprint = hashInputs(config.root, ['worker/migrations']);
  if (stamp.isCurrent(fingerprint)) return;

  progress.step('Preparing the database');
  mkdirSync(stateDir(config), { recursive: true });
  const logFile = path.join(config.dataDir, 'migrations.log');
  writeFileSync(logFile, '');
  const args = ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', stateDir(config), '-c', 'wrangler.toml'];
  try {
    await runLogged(process.execPath, [toolScript(config.root, 'wrangler'), ...args], {
      cwd: config.root,
      env: quietWrangler,
      logFile,
    });
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    throw new SetupError(`The database could not be prepared:\n${error.lastLines.join('\n')}`, { cause: error });
  } finally {
    progress.end();
  }
  stamp.write(fingerprint);
}
