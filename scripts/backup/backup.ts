import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SetupError } from '../setup-error.ts';
import { writePrivate } from '../system/write-private.ts';
import type { Database } from './database.ts';

/** Writes the whole database into a file that only this user can read: it has addresses and (hashed or encrypted) secrets in it. */
export function makeBackup(database: Database, file: string): void {
  if (existsSync(file)) throw new SetupError(`${file} is there already; a backup is not written over.`);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  // Wrangler writes files that all may read: meanwhile it is where nobody else comes in, on the same disk.
  const folder = mkdtempSync(path.join(path.dirname(file), '.parley-backup-'));
  try {
    const dump = path.join(folder, path.basename(file));
    database.export(dump);
    chmodSync(dump, 0o600);
    if (!isBackup(readFileSync(dump, 'utf8'))) throw new SetupError('It came out without tables: it is no backup.');
    renameSync(dump, file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Puts a backup into the database.
 *
 * @param saveTo where what the database has is backed up before it is deleted; null: it must be empty
 * @throws {SetupError} when it is not empty, or the file is no backup
 */
export function restoreBackup(database: Database, file: string, saveTo: string | null): void {
  const dump = readDump(file);
  const tables = tablesOf(database);
  if (tables.length > 0 && saveTo === null)
    throw new SetupError(
      `The database is not empty (${tables.length} tables). To delete what it has, after a backup of it, add --replace.`,
    );
  if (tables.length > 0 && saveTo !== null) makeBackup(database, saveTo);

  // One file, so that it is all done or nothing.
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-restore-'));
  try {
    const both = path.join(folder, 'restore.sql');
    writePrivate(both, restoreSql(tables, dump));
    database.execute(both);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tables refer to each other: what is referred to is checked when all is done. */
function restoreSql(tables: readonly string[], dump: string): string {
  const drops = tables.map((name) => `DROP TABLE IF EXISTS "${name.replaceAll('"', '""')}";`);
  return ['PRAGMA defer_foreign_keys = TRUE;', ...drops, dump].join('\n');
}

function tablesOf(database: Database): string[] {
  const rows = database.query(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'`,
  );
  return rows.map(({ name }) => String(name));
}

function readDump(file: string): string {
  if (!existsSync(file)) throw new SetupError(`There is no file ${file}.`);
  const dump = readFileSync(file, 'utf8');
  if (!isBackup(dump)) throw new SetupError(`${file} is not a backup of this database.`);
  return dump;
}

/** The migrations' own table is in every backup: a database without it would be migrated from the start again. */
function isBackup(dump: string): boolean {
  return /CREATE TABLE (IF NOT EXISTS )?"?(d1_migrations|meetings)"?/i.test(dump) && dump.includes('d1_migrations');
}
