import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Used } from './bench.ts';

/** `mediasoup 3.27.1 (libsrtp 3.0.0-beta, OpenSSL 3.0.8)`: what was measured; null where it is not here. */
export function versionOf(used: Used): string | null {
  if (used === 'mediasoup') return mediasoup();
  const program = used === 'janus' ? 'janus' : process.env['PARLEY_CHROMIUM'];
  if (!program) return null;
  try {
    const said = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    const number = /\d+(\.\d+)+/.exec(said)?.[0];
    return number === undefined ? null : `${used === 'janus' ? 'Janus' : 'Chromium'} ${number}`;
  } catch {
    return null;
  }
}

function mediasoup(): string {
  const folder = path.resolve(import.meta.dirname, '..', 'node_modules', 'mediasoup');
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  const bundled = [bundledIn(folder, 'libsrtp3', 'libsrtp'), bundledIn(folder, 'openssl', 'OpenSSL')];
  return `mediasoup ${version} (${bundled.filter((one) => one !== null).join(', ')})`;
}

/** Version of a library that the media worker is built with, from the recipe that fetches it. */
function bundledIn(folder: string, recipe: string, name: string): string | null {
  try {
    const text = readFileSync(path.join(folder, 'worker', 'subprojects', `${recipe}.wrap`), 'utf8');
    const version = /^directory = [a-z]+-(\d[\w.]*(?:-beta)?)/m.exec(text)?.[1];
    return version === undefined ? null : `${name} ${version}`;
  } catch {
    return null;
  }
}
