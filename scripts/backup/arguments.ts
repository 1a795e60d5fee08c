import { parseArgs } from 'node:util';
import { SetupError } from '../setup-error.ts';

export interface BackupArguments {
  /** The database of `npm start` on this machine, instead of the deployed one. */
  readonly local: boolean;
  /** Where to write; null: a dated file in backups/. */
  readonly output: string | null;
  /** The backup to put back; null: make one. */
  readonly restore: string | null;
  /** Restore over what the database has, which is backed up first. */
  readonly replace: boolean;
  readonly help: boolean;
}

export const backupHelp = `Usage: npm run backup -- [options]     the database as one file of SQL

The deployed database answers nobody meanwhile: joins and sign-ins fail, meetings that run go on. Choose a quiet hour.

Options
  --output FILE    where to; default: backups/parley-DATE.sql
  --restore FILE   put that backup into the database, which must be empty
  --replace        with --restore: delete what the database has, after a backup of it
  --local          the database of "npm start" on this machine (stop it first), instead of the deployed one
  --help           show this
`;

/** @throws {SetupError} for an option that there is not, or that does not go with another */
export function parseBackupArguments(args: readonly string[]): BackupArguments {
  const values = parse(args);
  if (values.replace && values.restore === undefined) throw new SetupError('--replace goes with --restore.');
  if (values.output !== undefined && values.restore !== undefined)
    throw new SetupError('--output does not go with --restore.');
  return {
    local: values.local ?? false,
    output: values.output ?? null,
    restore: values.restore ?? null,
    replace: values.replace ?? false,
    help: values.help ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        local: { type: 'boolean' },
        output: { type: 'string' },
        restore: { type: 'string' },
        replace: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new SetupError(`${(error as Error).message.split('. ')[0]}. Use --help to see the options.`);
  }
}
