import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deployConfigFile } from '../deploy/wrangler-config.ts';
import { quietWrangler, toolScript } from '../local/tools.ts';
import { SetupError } from '../setup-error.ts';

/** One database, reached through wrangler. */
export interface Database {
  export(file: string): void;
  /** Runs the statements of a file. */
  execute(file: string): void;
  /** Answers one query. */
  query(sql: string): Record<string, unknown>[];
  close(): void;
}

/**
 * The deployed one, as the last deployment's configuration names it.
 *
 * @throws {SetupError} when there was none on this machine
 */
export function deployedDatabase(root: string): Database {
  if (!existsSync(path.join(root, deployConfigFile)))
    throw new SetupError(`${deployConfigFile} is missing: "npm run deploy" makes it, and so says which database.`);
  return { ...through(root, ['--remote', '-c', path.join(root, deployConfigFile)]), close: () => undefined };
}

/**
 * The one in a folder of `npm start`.
 *
 * @param stateDir what wrangler calls its persisted state
 */
export function localDatabase(root: string, stateDir: string): Database {
  // Exports have no option for the folder: they look beside their configuration, so that is put where the folder is.
  const beside = mkdtempSync(path.join(tmpdir(), 'parley-backup-'));
  mkdirSync(path.join(beside, '.wrangler'));
  mkdirSync(stateDir, { recursive: true });
  symlinkSync(path.resolve(stateDir), path.join(beside, '.wrangler', 'state'));
  const config = path.join(beside, 'wrangler.toml');
  writeFileSync(config, readFileSync(path.join(root, 'wrangler.toml')));
  return {
    ...through(root, ['--local', '-c', config]),
    close: () => rmSync(beside, { recursive: true, force: true }),
  };
}

function through(root: string, where: readonly string[]): Omit<Database, 'close'> {
  const wrangler = (...args: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [toolScript(root, 'wrangler'), 'd1', ...args], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, ...quietWrangler, CI: '1' },
    });
    if (status === 0) return stdout;
    throw new SetupError(
      `wrangler d1 ${args[0]} failed:\n${`${stdout}\n${stderr}`.trim().split('\n').slice(-8).join('\n')}`,
    );
  };
  return {
    export: (file) => void wrangler('export', 'DB', ...where, '--output', file, '--skip-confirmation'),
    execute: (file) => void wrangler('execute', 'DB', ...where, '--file', file, '--yes'),
    query: (sql) =>
      (
        JSON.parse(wrangler('execute', 'DB', ...where, '--command', sql, '--json', '--yes')) as [
          { results: Record<string, unknown>[] },
        ]
      )[0].results,
  };
}
