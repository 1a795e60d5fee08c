import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The owner touches its lock this often; a lock that nobody touched for much longer was left by a killed process. */
const TOUCH_EVERY_MS = 5_000;
const STALE_AFTER_MS = 30_000;
const RETRY_EVERY_MS = 500;

/**
 * Runs the work while no other process holds the same lock file.
 *
 * @param onWait called once, with the process id of the owner, when the lock is held by another process
 */
export async function withLock<T>(
  lockFile: string,
  { onWait, work }: { readonly onWait: (owner: string) => void; readonly work: () => Promise<T> },
): Promise<T> {
  mkdirSync(path.dirname(lockFile), { recursive: true });

  for (let waited = false; !tryLock(lockFile); waited = true) {
    if (!waited) onWait(readOwner(lockFile));
    await sleep(RETRY_EVERY_MS);
  }

  const touching = setInterval(() => touch(lockFile), TOUCH_EVERY_MS);
  const release = (): void => rmSync(lockFile, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    process.off('exit', release);
    release();
  }
}

function tryLock(lockFile: string): boolean {
  if (isAbandoned(lockFile)) rmSync(lockFile, { force: true });

  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isAbandoned(lockFile: string): boolean {
  const age = Date.now() - (statSync(lockFile, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  return age > STALE_AFTER_MS;
}

function touch(lockFile: string): void {
  const now = new Date();
  try {
    utimesSync(lockFile, now, now);
  } catch {
    // Somebody cleared the cache meanwhile: the work goes on, and its result is stored all the same.
  }
}

function readOwner(lockFile: string): string {
  try {
    return readFileSync(lockFile, 'utf8');
  } catch {
    return 'unknown';
  }
}
