import { readdirSync, readFileSync } from 'node:fs';

/** A process below another one, as Linux tells. */
export interface Descendant {
  readonly pid: number;
  readonly command: string;
}

/** All processes that descend from `pid`, however deep. Linux only, as these tests are. */
export function descendants(pid: number): Descendant[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // The command in parentheses may hold anything: the parent's id is the second field after the last one.
    const fields = read(`/proc/${name}/stat`).split(') ').at(-1)?.split(' ');
    if (fields?.[1] !== undefined) parents.set(Number(name), Number(fields[1]));
  }
  const isBelow = (id: number): boolean => {
    const parent = parents.get(id);
    return parent !== undefined && (parent === pid || isBelow(parent));
  };
  return [...parents.keys()]
    .filter(isBelow)
    .map((id) => ({ pid: id, command: read(`/proc/${id}/cmdline`).replaceAll('\0', ' ').trim() }))
    .filter(({ command }) => command !== '');
}

/** The descendants whose command line fits. Throws when there are none: a test that kills nobody proves nothing. */
export function findProcesses(pid: number, pattern: RegExp): Descendant[] {
  const found = descendants(pid).filter(({ command }) => pattern.test(command));
  if (found.length === 0) throw new Error(`No process like ${pattern} below ${pid}.`);
  return found;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // It ended meanwhile.
  }
}
