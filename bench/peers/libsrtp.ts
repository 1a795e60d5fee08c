import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unpackLibsrtpSource } from '../../scripts/media-worker/libsrtp-source.ts';
import { runLogged } from '../../scripts/system/run-logged.ts';
import { benchCache } from '../floor/compile.ts';

/** The name that programs look for. */
const library = 'libsrtp2.so.1';

/**
 * Debian builds libsrtp over NSS, which costs microseconds a packet: a peer that is to be compared with the media worker gets the same source
 * built over OpenSSL, as the media worker has it. Made once, in a quarter of a minute.
 * @returns the folder for `LD_LIBRARY_PATH`; null where it cannot be made (it takes apt-get, dpkg-source, make, a C compiler and OpenSSL's
 * headers)
 */
export async function ensureLibsrtpOverOpenSsl(): Promise<string | null> {
  const folder = path.join(benchCache, `libsrtp-openssl-${process.arch}`);
  if (existsSync(path.join(folder, library))) return folder;
  const workDir = mkdtempSync(path.join(tmpdir(), 'parley-libsrtp-'));
  const logFile = path.join(workDir, 'log');
  const source = path.join(workDir, 'source');
  try {
    if ((await unpackLibsrtpSource(path.join(workDir, 'apt'), source, logFile)) === undefined) return null;
    await runLogged('./configure', ['--enable-openssl'], { cwd: source, logFile });
    await runLogged('make', ['shared_library'], { cwd: source, logFile });
    mkdirSync(folder, { recursive: true });
    renameSync(path.join(source, library), path.join(folder, library));
    return folder;
  } catch {
    return null;
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}
