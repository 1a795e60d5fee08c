import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashInputs, makeStamp } from './inputs.ts';

const root = mkdtempSync(path.join(tmpdir(), 'parley-inputs-'));
const write = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};

beforeAll(() => {
  write('web/src/main.ts', 'one');
  write('lock.json', '{}');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const inputs = ['web', 'lock.json', 'missing'];

test('content, names and new files change the fingerprint', () => {
  const seen = new Set([hashInputs(root, inputs)]);

  write('web/src/main.ts', 'two');
  seen.add(hashInputs(root, inputs));
  write('web/src/other.ts', '');
  seen.add(hashInputs(root, inputs));
  write('lock.json', '{"a":1}');
  seen.add(hashInputs(root, inputs));

  expect(seen.size).toBe(4);
});

test('results, packages and tests do not', () => {
  const before = hashInputs(root, inputs);

  write('web/dist/index.html', 'built');
  write('web/node_modules/x/index.js', 'installed');
  write('web/src/main.test.ts', 'test');

  expect(hashInputs(root, inputs)).toBe(before);
});

test('a stamp is current only for the fingerprint it was written with', () => {
  const stamp = makeStamp(path.join(root, 'stamps', 'web'));

  expect(stamp.isCurrent('a')).toBe(false);
  stamp.write('a');
  expect(stamp.isCurrent('a')).toBe(true);
  expect(stamp.isCurrent('b')).toBe(false);
});
