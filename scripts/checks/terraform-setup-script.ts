import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { type Ran, run } from './terraform-command.ts';

/** In place of curl: hands out the release that is beside it. */
const curl = `#!/bin/sh
while [ $# -gt 0 ]; do
	if [ "$1" = --output ]; then cp "$(dirname "$0")/release.tar.gz" "$2"; fi
	shift
done
`;

/**
 * Runs the script of a box's first start on a release of one file.
 *
 * @param folder an empty one, to work in
 * @param sha256 the one that `script` asks for
 * @returns what is wrong with it; undefined: it installs the release that was asked for, and no other
 */
export async function tryParleySetup(folder: string, script: string, sha256: string): Promise<string | undefined> {
  const marker = path.join(folder, 'installed');
  mkdirSync(path.join(folder, 'release', 'install'), { recursive: true });
  writeProgram(path.join(folder, 'release', 'install', 'install.sh'), `#!/bin/sh\ntouch '${marker}'\n`);
  mkdirSync(path.join(folder, 'bin'));
  writeProgram(path.join(folder, 'bin', 'curl'), curl);
  const archive = path.join(folder, 'bin', 'release.tar.gz');
  const packed = await run('tar', ['-czf', archive, '-C', path.join(folder, 'release'), '.']);
  if (!packed.ok) return packed.output;

  const other = await start(folder, script);
  if (other.ok || existsSync(marker)) return 'It installs a release of another hash.';
  if (!other.output.includes('SHA-256 differs')) return `It does not say that the hash differs: ${other.output}`;

  const right = createHash('sha256').update(readFileSync(archive)).digest('hex');
  const asked = await start(folder, script.replaceAll(sha256, right));
  return asked.ok && existsSync(marker) ? undefined : `It does not install the release: ${asked.output}`;
}

async function start(folder: string, script: string): Promise<Ran> {
  const file = path.join(folder, 'parley-setup');
  writeProgram(file, script);
  return await run(file, [], { env: { ...process.env, PATH: `${path.join(folder, 'bin')}:${process.env.PATH}` } });
}

function writeProgram(file: string, text: string): void {
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}
