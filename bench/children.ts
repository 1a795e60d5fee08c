import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const name = 'PARLEY_BENCH_RUN';

/** From here on every process that this one starts, and that those start, carries the mark of this run. */
export function markChildren(): void {
  process.env[name] = randomUUID();
}

/**
 * Ends every process that carries this run's mark, whoever its parent is by now: a bench that threw or was interrupted has systems and
 * browsers running that nobody holds any more. Returns how many there were.
 */
export function endChildren(): number {
  const mark = `${name}=${process.env[name]}`;
  if (process.env[name] === undefined) return 0;
  let ended = 0;
  // What is ended may have started another one meanwhile.
  for (let look = 0; look < 3; look += 1)
    for (const pid of processes()) {
      try {
        if (pid === process.pid || !readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark)) continue;
        process.kill(pid, 'SIGKILL');
        if (look === 0) ended += 1;
      } catch {
        // It ended by itself, or is not ours to look at.
      }
    }
  return ended;
}

function processes(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return []; // No such folder on this system: benches need Linux in any case.
  }
}
