import { spawnSync } from 'node:child_process';
import path from 'node:path';

/**
 * Debian packages with the libraries that a program is linked to: a media worker that was built on a machine runs only where these are,
 * an official one needs none but the C library. Sorted; empty where there is no dpkg.
 */
export function neededPackages(program: string): string[] {
  const { stdout: linked } = spawnSync('ldd', [program], { encoding: 'utf8' });
  const libraries = [...(linked ?? '').matchAll(/=> (\/\S+)/g)].map(([, file = '']) => path.basename(file));
  const packages = libraries.flatMap((library) => {
    const { stdout } = spawnSync('dpkg', ['-S', `*/${library}`], { encoding: 'utf8' });
    return /^([a-z0-9+.-]+)(?::\w+)?: /.exec(stdout ?? '')?.[1] ?? [];
  });
  return [...new Set(packages)].sort();
}
