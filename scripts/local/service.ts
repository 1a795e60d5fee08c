import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program that runs as long as the local system does, in a process group of its own. */
export interface Service {
  readonly name: string;
  /** Also the id of its process group. */
  readonly pid: number;
  /** Resolves when it is gone, with what ended it: "exit code 1", "SIGKILL". */
  readonly ended: Promise<string>;
  lastLines(): readonly string[];
  /** Asks it to end, and makes it after the grace time. Resolves when nothing of its group is left. */
  stop(graceMs: number): Promise<void>;
}

export interface ServiceOptions {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onLine: (line: string) => void;
  /** What asks it to end; SIGTERM when absent. */
  readonly stopSignal?: NodeJS.Signals;
}

const LINES_KEPT = 15;
/** For what a program left behind in its group. */
const LEFTOVERS_GRACE_MS = 1_000;

/** Starts a script on this process's own Node. */
export function startService({ name, args, cwd, env, onLine, stopSignal = 'SIGTERM' }: ServiceOptions): Service {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C in the terminal then reaches only us, and we end everything in order; and
    // grandchildren such as workerd are reached through the group.
    detached: true,
  });
  const lastLines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lastLines.push(line);
      if (lastLines.length > LINES_KEPT) lastLines.shift();
      onLine(line);
    });
  }

  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const pid = child.pid ?? 0;

  return {
    name,
    pid,
    ended,
    lastLines: () => lastLines,
    async stop(graceMs) {
      // First only the program itself: what it started, such as a box's media workers, is its own to end in order.
      child.kill(stopSignal);
      await Promise.race([ended, sleep(graceMs, undefined, { ref: false })]);

      if (!signalGroup(pid, 'SIGTERM')) return;
      for (let waitedMs = 0; waitedMs < LEFTOVERS_GRACE_MS && signalGroup(pid, 0); waitedMs += 20) await sleep(20);
      signalGroup(pid, 'SIGKILL');
      await ended;
    },
  };
}

/** @returns false when nobody is left in the group */
export function signalGroup(groupId: number, signal: NodeJS.Signals | 0): boolean {
  if (groupId <= 1) return false;
  try {
    process.kill(-groupId, signal);
    return true;
  } catch {
    return false;
  }
}
