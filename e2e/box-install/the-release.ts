import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeRelease, type Release } from '../../scripts/release/make-release.ts';
import { manifestName } from '../../sfu/install/manifest.ts';

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
