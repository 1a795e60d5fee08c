import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from '../setup-error.ts';

/** An entry of package-lock.json, as far as it matters here. */
export interface LockedPackage {
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

/**
 * Folders of all packages that a workspace runs on, as the lock file lays them out; sorted. Workspaces and types are left out: the
 * ones are links, the others nothing at run time.
 *
 * @throws {SetupError} for a package that the lock file lacks
 */
export function productionPackages(packages: Record<string, LockedPackage>, workspace: string): string[] {
  const found = new Set<string>();
  const visit = (from: string, { dependencies, optionalDependencies }: LockedPackage): void => {
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      if (name.startsWith('@types/')) continue;
      const folder = resolve(packages, from, name);
      const entry = folder === undefined ? undefined : packages[folder];
      if (folder === undefined || entry === undefined) {
        if (optionalDependencies && name in optionalDependencies) continue;
        throw new SetupError(`package-lock.json lacks ${name}, which ${from} needs: run npm install.`);
      }
      if (entry.link || found.has(folder)) continue;
      found.add(folder);
      visit(folder, entry);
    }
  };
  visit(workspace, packages[workspace] ?? {});
  return [...found].sort();
}

/** As Node looks it up: in the package's own node_modules, then in those around it. */
function resolve(packages: Record<string, LockedPackage>, from: string, name: string): string | undefined {
  const parts = from.split('/');
  return Array.from({ length: parts.length + 1 }, (_, up) => parts.slice(0, parts.length - up).join('/'))
    .map((folder) => path.posix.join(folder, 'node_modules', name))
    .find((candidate) => candidate in packages);
}

/** Those that are installed; an optional one for another system is not. */
export function installedPackages(root: string, workspace: string): string[] {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  return productionPackages(packages, workspace).filter((folder) => {
    if (existsSync(path.join(root, folder, 'package.json'))) return true;
    if (packages[folder]?.optional) return false;
    throw new SetupError(`${folder} is not installed: run npm install.`);
  });
}
