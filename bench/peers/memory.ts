import { readFileSync } from 'node:fs';

/** Resident memory of a process, in MiB. @throws when it has ended */
export function memoryMiBOf(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kibibytes === undefined) throw new Error(`Process ${pid} has no memory: it has ended.`);
  return Number(kibibytes) / 1024;
}
