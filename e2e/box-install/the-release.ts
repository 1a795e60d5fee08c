import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { makeRelease, type Release } from '../../scripts/release/make-release.ts';
import { manifestName } from '../../sfu/install/manifest.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of this checkout, made once for all files. `unpacked` is a folder of nothing else: leave it as it is. */
    release: Release & { unpacked: string };
  }
}

const root = path.resolve(import.meta.dirname, '..', '..');

/** A release of this checkout. */
export async function aRelease(outDir: string): Promise<Release> {
  return await makeRelease({ root, outDir, buildCaddy: false, quick: true });
}

/** The same release, unpacked, under another version: what an upgrade needs to be one. */
export function anotherVersion(unpacked: string, folder: string): { version: string; folder: string } {
  cpSync(unpacked, folder, { recursive: true, verbatimSymlinks: true });
  const file = path.join(folder, manifestName);
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  const version = `${manifest.version}.next`;
  writeFileSync(file, JSON.stringify({ ...manifest, version }));
  return { version, folder };
}

export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-release-'));
  const release = await aRelease(folder);
  const unpacked = path.join(folder, 'unpacked');
  mkdirSync(unpacked);
  execFileSync('tar', ['-xzf', release.file, '-C', unpacked]);
  project.provide('release', { ...release, unpacked });
  return () => rmSync(folder, { recursive: true, force: true });
}
