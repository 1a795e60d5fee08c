import path from 'node:path';
import { makeRelease, type Release } from '../../scripts/release/make-release.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

/** A release of this checkout; `label` makes another version of it. */
export async function aRelease(outDir: string, label?: string): Promise<Release> {
  return await makeRelease({ root, outDir, buildCaddy: false, quick: true, ...(label ? { label } : {}) });
}
