import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readSourcePackageLists } from '../system/apt-sources.ts';
import { findExecutable } from '../system/find-executable.ts';
import { runLogged } from '../system/run-logged.ts';

/**
 * Unpacks the distribution's source of libsrtp 2, from the hosts that the machine gets its packages from.
 *
 * Needs no rights: apt works in folders of its own here, and checks the signatures as ever.
 * @param workDir a folder to work in
 * @param unpackedDir where the source goes; must not exist
 * @returns the package's version, or undefined when the source cannot be had
 */
export async function unpackLibsrtpSource(
  workDir: string,
  unpackedDir: string,
  logFile: string,
): Promise<string | undefined> {
  if (findExecutable(['apt-get']) === undefined || findExecutable(['dpkg-source']) === undefined) return undefined;

  const partsDir = path.join(workDir, 'sources.list.d');
  mkdirSync(partsDir, { recursive: true });
  mkdirSync(path.join(workDir, 'lists', 'partial'), { recursive: true });
  mkdirSync(path.join(workDir, 'cache', 'archives', 'partial'), { recursive: true });
  for (const { name, text } of readSourcePackageLists()) writeFileSync(path.join(partsDir, name), text);

  const settings = [
    'Dir::Etc::sourcelist=/dev/null',
    `Dir::Etc::sourceparts=${partsDir}`,
    `Dir::State::lists=${path.join(workDir, 'lists')}`,
    `Dir::Cache=${path.join(workDir, 'cache')}`,
    // Else apt switches to a user who cannot write here, and complains.
    'APT::Sandbox::User=',
  ].flatMap((setting) => ['-o', setting]);

  try {
    // One broken third-party source must not hide the distribution's own.
    await runLogged('apt-get', [...settings, 'update'], { logFile }).catch(() => undefined);
    await runLogged('apt-get', [...settings, 'source', '--download-only', 'libsrtp2'], { cwd: workDir, logFile });
    const description = readdirSync(workDir).find((name) => name.endsWith('.dsc'));
    if (description === undefined) return undefined;

    await runLogged('dpkg-source', ['-x', description, unpackedDir], { cwd: workDir, logFile });
    return /_([^_]+)\.dsc$/.exec(description)?.[1];
  } catch {
    return undefined;
  }
}
