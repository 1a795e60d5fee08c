import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second of `/proc/PID/stat`: what every Linux of today answers to `getconf CLK_TCK`. */
const ticksPerSecond = 100;

interface Seen {
  readonly parent: number;
  readonly command: string;
  readonly seconds: number;
}

function processes(): Map<number, Seen> {
  const seen = new Map<number, Seen>();
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) continue;
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number) as [number, number, number];
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      seen.set(pid, { parent, command, seconds: (user + system) / ticksPerSecond });
    } catch {
      // It ended between the two looks.
    }
  }
  return seen;
}

/** Processor seconds so far of all descendants of this process whose command fits, by pid. */
export function cpuSeconds(command: RegExp, ancestor = process.pid): Map<number, number> {
  const all = processes();
  const descends = (pid: number): boolean => {
    for (let at = all.get(pid); at; at = all.get(at.parent)) if (at.parent === ancestor) return true;
    return false;
  };
  return new Map(
    [...all]
      .filter(([pid, each]) => command.test(each.command) && descends(pid))
      .map(([pid, each]) => [pid, each.seconds]),
  );
}

/** Cores in use between two looks; what began in between counts from its beginning. */
export function coresUsed(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>, ms: number): number {
  let seconds = 0;
  for (const [pid, now] of after) seconds += now - (before.get(pid) ?? 0);
  return seconds / (ms / 1000);
}
