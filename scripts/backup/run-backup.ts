import path from 'node:path';
import { backupHelp, parseBackupArguments } from './arguments.ts';
import { makeBackup, restoreBackup } from './backup.ts';
import { deployedDatabase, localDatabase } from './database.ts';

/** `npm run backup`; see `backupHelp`. */
export async function runBackup(root: string, args: readonly string[], now: Date = new Date()): Promise<number> {
  const { local, output, restore, replace, help } = parseBackupArguments(args);
  if (help) {
    console.log(backupHelp);
    return 0;
  }
  const dataDir = path.resolve(root, process.env.PARLEY_DATA ?? '.parley');
  const database = local ? localDatabase(root, path.join(dataDir, 'state')) : deployedDatabase(root);
  const dated = path.resolve(root, 'backups', `parley-${now.toISOString().slice(0, 19).replaceAll(':', '-')}.sql`);
  if (!local)
    console.log('While the database is read out or put back it answers nobody: joins and sign-ins fail for that time.');
  try {
    if (restore !== null) {
      restoreBackup(database, path.resolve(root, restore), replace ? dated : null);
      console.log(`Restored ${restore}.${replace ? ` What was there before is in ${dated}.` : ''}`);
    } else {
      const file = output === null ? dated : path.resolve(root, output);
      makeBackup(database, file);
      console.log(`The database is in ${file}. Keep it private, and SIGNING_KEYS_SECRET apart from it.`);
    }
    return 0;
  } finally {
    database.close();
  }
}
