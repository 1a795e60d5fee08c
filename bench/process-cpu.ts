import { readdirSync, readFileSync } from 'node:fs';

/**
 * Processor seconds of a process so far, user and system, all threads. Read from the scheduler's own count in nanoseconds, of which `utime`
 * and `stime` are the rounded form: at 10 ms a tick a round of a few seconds would be off by percents.
 * @throws when there is no such process
 */
export function processCpuSeconds(pid: number): number {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      // The thread ended between the two looks.
    }
  }
  return nanoseconds / 1e9;
}
