import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ensureSecrets } from './secrets.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'parley-secrets-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('secrets are random, marked as for development, kept, and readable for their owner only', () => {
  const first = ensureSecrets(dir);

  expect(new Set(Object.values(first)).size).toBe(Object.keys(first).length);
  expect(Object.values(first).every((value) => /^dev-[\w-]{43}$/.test(value))).toBe(true);
  expect(ensureSecrets(dir)).toEqual(first);
  expect(readdirSync(dir).map((name) => statSync(path.join(dir, name)).mode & 0o777)).toEqual([0o600]);
});

test('one that a newer version needs is added; the others stay', () => {
  const { OPERATOR_KEY: kept } = ensureSecrets(dir);
  writeFileSync(path.join(dir, 'secrets.json'), JSON.stringify({ OPERATOR_KEY: kept }));

  const secrets = ensureSecrets(dir);
  expect(secrets.OPERATOR_KEY).toBe(kept);
  expect(secrets.TURN_SECRET).toMatch(/^dev-/);
});
