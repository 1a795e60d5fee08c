import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Used } from './bench.ts';

/** `mediasoup 3.27.1 (libsrtp2 2.5.0, OpenSSL 3.0.20)`: what was measured; null where it is not here. */
export function versionOf(used: Used): string | null {
  if (used === 'mediasoup') return mediasoup();
  const program = used === 'janus' ? 'janus' : process.env['PARLEY_CHROMIUM'];
  if (!program) return null;
  // Some say their version and then that they do not know the option.
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const number = /\d+(\.\d+)+/.exec(stdout ?? '')?.[0];
  return number === undefined ? null : `${used === 'janus' ? 'Janus' : 'Chromium'} ${number}`;
}

function mediasoup(): string {
  const folder = path.resolve(import.meta.dirname, '..', 'node_modules', 'mediasoup');
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  const worker =
    process.env['MEDIASOUP_WORKER_BIN'] ?? path.join(folder, 'worker', 'out', 'Release', 'mediasoup-worker');
  const inside = [saidIn(worker, /libsrtp\d? \d+\.\d+\.\d+/), openSslOf(worker)].filter((one) => one !== undefined);
  return inside.length === 0 ? `mediasoup ${version}` : `mediasoup ${version} (${inside.join(', ')})`;
}

/** Of the program itself, or of the library that it finds here. */
function openSslOf(program: string): string | undefined {
  const pattern = /OpenSSL \d+\.\d+\.\d+/;
  try {
    const library = /=> (\S*libcrypto\S*)/.exec(
      execFileSync('ldd', [program], { encoding: 'utf8', stdio: 'pipe' }),
    )?.[1];
    return saidIn(library ?? program, pattern);
  } catch {
    return saidIn(program, pattern);
  }
}

/** What a compiled file says of its version. */
function saidIn(file: string, pattern: RegExp): string | undefined {
  try {
    return pattern.exec(readFileSync(file, 'latin1'))?.[0];
  } catch {
    return undefined;
  }
}
