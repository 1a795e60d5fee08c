import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';

/** What a release says of itself, in its `manifest.json`. */
export const manifest = z.object({
  version: z.string(),
  /** Of the repository, when it was made. */
  commit: z.string(),
  /** Of the signaling: what clients must speak. */
  protocol: z.int(),
  /** Of the box link: what the Worker must speak. */
  boxLink: z.int(),
  /** As Node names it: x64 or arm64. */
  architecture: z.string(),
  /** Debian packages that its media worker needs. */
  packages: z.array(z.string().check(z.regex(/^[a-z0-9][a-z0-9+.-]+$/))),
  /** sha256 of every other file by its path in the release; of a link, of where it leads. */
  files: z.record(z.string(), z.string().check(z.regex(/^[0-9a-f]{64}$/))),
});
export type Manifest = z.infer<typeof manifest>;

export const manifestName = 'manifest.json';

/** The hash of every file below a folder, by path, in the order of their paths. */
export function hashFiles(folder: string): Record<string, string> {
  return Object.fromEntries(
    list(folder, '')
      .filter((name) => name !== manifestName)
      .sort()
      .map((name) => [name, hashFile(path.join(folder, name))]),
  );
}

/** One sentence for each file that is missing, changed or too many; none when the release is whole. */
export function compareFiles(expected: Record<string, string>, found: Record<string, string>): string[] {
  return [
    ...Object.keys(expected).flatMap((name) => {
      if (!(name in found)) return [`${name} is missing.`];
      return found[name] === expected[name] ? [] : [`${name} is not as it was released.`];
    }),
    ...Object.keys(found).flatMap((name) => (name in expected ? [] : [`${name} does not belong to the release.`])),
  ];
}

/** @throws when there is no manifest, or not one that can be read */
export function readManifest(release: string): Manifest {
  return manifest.parse(JSON.parse(readFileSync(path.join(release, manifestName), 'utf8')));
}

function list(folder: string, below: string): string[] {
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(below, entry.name);
    return entry.isDirectory() ? list(folder, name) : [name];
  });
}

function hashFile(file: string): string {
  const content = lstatSync(file).isSymbolicLink() ? `-> ${readlinkSync(file)}` : readFileSync(file);
  return createHash('sha256').update(content).digest('hex');
}
