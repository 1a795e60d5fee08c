import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const folder = path.resolve(import.meta.dirname, '../../worker/migrations');

/** What would break the version that runs while the database is migrated, and the one that somebody may go back to. */
const takesAway = /\b(drop\s+(table|column|index)|rename\s+(to|column)|alter\s+table\s+\S+\s+(drop|rename))\b/i;

/** What an upgrade may not do without a word: the first line of a migration that removes what no running version uses any more. */
const contracts = /^-- contract: \S+/;

test.each(readdirSync(folder))('%s only adds, or says that its release comes after the code that needed it', (name) => {
  const sql = readFileSync(path.join(folder, name), 'utf8');
  expect(takesAway.test(sql) && !contracts.test(sql)).toBe(false);
});

test.each(['drop table a', 'ALTER TABLE a DROP COLUMN b', 'alter table a rename to b'])('%s takes away', (sql) => {
  expect(takesAway.test(sql)).toBe(true);
});
