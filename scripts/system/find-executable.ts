import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** The first of the names (or absolute paths) that is an executable file, looked up on the PATH like a shell does. */
export function findExecutable(names: readonly string[], searchPath = process.env.PATH ?? ''): string | undefined {
  // The system folders too: a bare PATH, as some service managers give, must not hide them.
  const folders = [...searchPath.split(path.delimiter), '/usr/local/bin', '/usr/bin', '/bin'].filter(path.isAbsolute);

  return names
    .flatMap((name) => (path.isAbsolute(name) ? [name] : folders.map((folder) => path.join(folder, name))))
    .find(isExecutableFile);
}

export function isExecutableFile(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
