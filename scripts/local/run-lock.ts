import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from '../setup-error.ts';
import type { LocalConfig } from './config.ts';

/**
 * Claims the data folder: two systems on the same databases would spoil each other's state.
 *
 * @returns gives the folder free again
 * @throws {SetupError} when another system runs on it
 */
export function claimDataDir({ dataDir, origin }: LocalConfig): () => void {
  const file = path.join(dataDir, 'running.json');
  mkdirSync(dataDir, { recursive: true });

  const owner = readOwner(file);
  if (owner !== undefined && isAlive(owner.pid)) {
    throw new SetupError(
      `Parley already runs from ${dataDir} (${owner.origin}, process ${owner.pid}). Stop it, or give this one a folder ` +
        'and ports of its own: PARLEY_DATA=.parley-2 PARLEY_PORT=5273 PARLEY_BOX_PORT=4500 PARLEY_MEDIA_PORT=45400',
    );
  }

  writeFileSync(file, JSON.stringify({ pid: process.pid, origin }));
  return () => rmSync(file, { force: true });
}

function readOwner(file: string): { pid: number; origin: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { pid: number; origin: string };
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process: alive, though not ours to signal.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
