import { statfs } from 'node:fs/promises';
import type { BoxProblem } from '@parley/worker/contract/box-link.ts';

/** Less than this in the data folder, and keys may not be written any more. */
export const leastFreeBytes = 50 * 1024 * 1024;
/** How often the data folder's disk is looked at. */
export const diskLookMs = 30_000;

export interface BoxFacts {
  healthyMediaWorkers: number;
  clockIsWrong: boolean;
  /** On the data folder's disk; null: it cannot be told. */
  freeBytes: number | null;
}

/** What keeps this box from taking new meetings, in the order of the contract. */
export function findProblems({ healthyMediaWorkers, clockIsWrong, freeBytes }: BoxFacts): BoxProblem[] {
  const problems: BoxProblem[] = [];
  if (healthyMediaWorkers === 0) problems.push('media-workers-down');
  if (clockIsWrong) problems.push('clock-wrong');
  if (freeBytes !== null && freeBytes < leastFreeBytes) problems.push('disk-full');
  return problems;
}

/** Bytes that this process may still write into a folder; null when the system does not say. */
export async function freeBytesIn(folder: string): Promise<number | null> {
  return await statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  );
}
