// `npm run backup`: the database as one file, and back.
import path from 'node:path';
import { runBackup } from '../backup/run-backup.ts';
import { runTask } from '../run-task.ts';

await runTask((args) => runBackup(path.resolve(import.meta.dirname, '../..'), args));
