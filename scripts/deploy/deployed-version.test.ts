import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { deployedVersion } from './deployed-version.ts';

test('every commit has a version of its own, and so have changes to it', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'parley-version-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], { cwd: root });
  try {
    writeFileSync(path.join(root, 'package.json'), '{"version":"1.2.3"}');
    expect(deployedVersion(root)).toBe('1.2.3');
    git('init', '-q');
    git('add', 'package.json');
    git('commit', '-qm', 'One');
    const one = deployedVersion(root);
    expect(one).toMatch(/^1\.2\.3-[0-9a-f]{12}$/);
    git('commit', '-q', '--allow-empty', '-m', 'Two');
    expect(deployedVersion(root)).toMatch(/^1\.2\.3-[0-9a-f]{12}$/);
    expect(deployedVersion(root)).not.toBe(one);
    writeFileSync(path.join(root, 'package.json'), '{"version":"1.2.3" }');
    expect(deployedVersion(root)).toMatch(/\.changed$/);
  } finally {
    rmSync(root, { recursive: true });
  }
});
