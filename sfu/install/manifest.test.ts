import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { compareFiles, hashFiles } from './manifest.ts';

test('every file and link counts, and what differs is named', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-manifest-'));
  try {
    mkdirSync(path.join(folder, 'b'));
    writeFileSync(path.join(folder, 'b', 'two'), '2');
    writeFileSync(path.join(folder, 'a'), '1');
    writeFileSync(path.join(folder, 'manifest.json'), '{}');
    symlinkSync('a', path.join(folder, 'link'));
    const before = hashFiles(folder);
    expect(Object.keys(before)).toEqual(['a', 'b/two', 'link']);
    expect(compareFiles(before, hashFiles(folder))).toEqual([]);
    rmSync(path.join(folder, 'link'));
    symlinkSync('b/two', path.join(folder, 'link'));
    rmSync(path.join(folder, 'a'));
    writeFileSync(path.join(folder, 'c'), '3');
    expect(compareFiles(before, hashFiles(folder))).toEqual([
      'a is missing.',
      'link is not as it was released.',
      'c does not belong to the release.',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
