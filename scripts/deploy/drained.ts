import { existsSync, readFileSync } from 'node:fs';
import { writePrivate } from '../system/write-private.ts';

/** Boxes that a deployment drained and has not taken back yet: kept over runs, so that a run which was stopped leaves none behind. */
export interface Drained {
  list(): readonly string[];
  add(boxId: string): void;
  remove(boxId: string): void;
}

export function drainedIn(file: string): Drained {
  const list = (): string[] => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : []);
  const write = (ids: string[]) => writePrivate(file, `${JSON.stringify(ids)}\n`);
  return {
    list,
    add: (boxId) => write([...new Set([...list(), boxId])]),
    remove: (boxId) => write(list().filter((id) => id !== boxId)),
  };
}
