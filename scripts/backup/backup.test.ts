import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { quietWrangler, toolScript } from '../local/tools.ts';
import { parseBackupArguments } from './arguments.ts';
import { makeBackup } from './backup.ts';
import type { Database } from './database.ts';
import { runBackup } from './run-backup.ts';

const root = path.resolve(import.meta.dirname, '../..');
let folder = '';
let state = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-backup-test-'));
  process.env.PARLEY_DATA = folder;
  state = path.join(folder, 'state');
  const apply = ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', state, '-c', 'wrangler.toml'];
  spawnSync(process.execPath, [toolScript(root, 'wrangler'), ...apply], {
    cwd: root,
    env: { ...process.env, ...quietWrangler, CI: '1' },
  });
}, 120_000);
afterAll(() => {
  delete process.env.PARLEY_DATA;
  rmSync(folder, { recursive: true });
});

/** Calls with the file that holds the database. */
function inDatabase<T>(use: (database: DatabaseSync) => T): T {
  const [file = ''] = globSync('v3/d1/*/*.sqlite', { cwd: state }).filter((name) => !name.endsWith('metadata.sqlite'));
  const database = new DatabaseSync(path.join(state, file));
  try {
    return use(database);
  } finally {
    database.close();
  }
}

/** Everything that it has. */
const contents = () =>
  inDatabase((database) => {
    const tables = database.prepare(
      "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '%cf\\_%' ESCAPE '\\' ORDER BY name",
    );
    return tables
      .all()
      .map((made) => [
        made,
        made.sql?.toString().toUpperCase().startsWith('CREATE TABLE') &&
          database.prepare(`SELECT * FROM "${made.name}"`).all(),
      ]);
  });

const at = (name: string) => path.join(folder, name);

test('what is exported, wiped and restored is the same, row by row', { timeout: 300_000 }, async () => {
  inDatabase((database) =>
    database.exec(`INSERT INTO user (id, name, email, emailVerified, createdAt, updatedAt) VALUES ('u1', 'Zoë; "O''Hara"', 'zoe@example.org', 1, 1, 1);
     INSERT INTO session (id, expiresAt, token, createdAt, updatedAt, userId) VALUES ('s1', 2, 't', 1, 1, 'u1');
     INSERT INTO refusal_counts (day, code, times) VALUES ('2026-11-22', 'meeting-full', 3);`),
  );
  const before = contents();
  expect(JSON.stringify(before)).toContain('Zoë');

  expect(await runBackup(root, ['--local', '--output', at('one.sql')])).toBe(0);
  expect(statSync(at('one.sql')).mode & 0o777).toBe(0o600);

  // A database with something in it is not written over by chance.
  await expect(runBackup(root, ['--local', '--restore', at('one.sql')])).rejects.toThrow('add --replace');
  await expect(runBackup(root, ['--local', '--output', at('one.sql')])).rejects.toThrow('is there already');

  rmSync(state, { recursive: true });
  expect(await runBackup(root, ['--local', '--restore', at('one.sql')])).toBe(0);
  expect(contents()).toEqual(before);

  // Over a newer one, which is kept.
  inDatabase((database) => database.exec("DELETE FROM session; UPDATE user SET name = 'Changed'"));
  const now = new Date(Date.UTC(2001, 1, 3, 4, 5, 6));
  const kept = path.join(root, 'backups', 'parley-2001-02-03T04-05-06.sql');
  rmSync(kept, { force: true });
  expect(await runBackup(root, ['--local', '--restore', at('one.sql'), '--replace'], now)).toBe(0);
  expect(contents()).toEqual(before);
  expect(readFileSync(kept, 'utf8')).toContain('Changed');
  rmSync(kept);
});

test('nobody else can read a backup, neither while it is written nor when that fails', () => {
  const output = path.join(folder, 'fresh', 'two.sql');
  let broken = false;
  let meanwhile = '';
  const database: Database = {
    export(file) {
      writeFileSync(file, 'CREATE TABLE d1_migrations (id);', { mode: 0o644 });
      meanwhile = path.dirname(file);
      expect(statSync(meanwhile).mode & 0o077).toBe(0);
      expect(existsSync(output)).toBe(false);
      if (broken) throw new Error('the connection is gone');
    },
    execute: () => undefined,
    query: () => [],
    close: () => undefined,
  };
  broken = true;
  expect(() => makeBackup(database, output)).toThrow('the connection is gone');
  expect(readdirSync(path.dirname(output))).toEqual([]);

  broken = false;
  makeBackup(database, output);
  expect(readdirSync(path.dirname(output))).toEqual(['two.sql']);
  expect(statSync(output).mode & 0o777).toBe(0o600);
});

test('what is no backup changes nothing', { timeout: 60_000 }, async () => {
  writeFileSync(at('no.sql'), 'CREATE TABLE x (y);');
  await expect(runBackup(root, ['--local', '--restore', at('no.sql'), '--replace'])).rejects.toThrow('is not a backup');
  await expect(runBackup(root, ['--local', '--restore', at('none.sql')])).rejects.toThrow('There is no file');
  expect(readdirSync(folder)).not.toContain('none.sql');
});

test.each([
  ['--replace', '--replace goes with --restore.'],
  ['--restore a --output b', '--output does not go with --restore.'],
  ['--all', "Unknown option '--all'. Use --help to see the options."],
])('%s is refused', (line, sentence) => {
  expect(() => parseBackupArguments(line.split(' '))).toThrow(sentence);
});
