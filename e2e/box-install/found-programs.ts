import { spawnSync } from 'node:child_process';

/** Where a program is that a check asks; null when it is not here. */
export function find(program: string): string | null {
  const { status, stdout } = spawnSync('which', [program], {
    encoding: 'utf8',
    env: { PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
  });
  return status === 0 ? stdout.trim() : null;
}

/** A test's name; of one that is skipped, with the reason. */
export const named = (name: string, program: string) =>
  find(program) ? name : `${name} (${program} is not installed)`;
