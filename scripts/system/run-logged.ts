import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface RunLoggedOptions {
  readonly cwd?: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Everything the command prints is appended to this file. */
  readonly logFile: string;
  readonly onLine?: (line: string) => void;
  /** What to call it in an error; default: the command's name. */
  readonly label?: string;
}

export class CommandFailed extends Error {
  override name = 'CommandFailed';
  readonly lastLines: readonly string[];

  constructor(label: string, outcome: string, lastLines: readonly string[]) {
    super(`${label} ${outcome}`);
    this.lastLines = lastLines;
  }
}

/**
 * Runs a command without input, with its output in a log file.
 *
 * @throws {CommandFailed} when it cannot be started or exits with anything but 0
 */
export async function runLogged(command: string, args: readonly string[], options: RunLoggedOptions): Promise<void> {
  const lastLines: string[] = [];
  const { logFile, label = path.basename(command) } = options;
  appendFileSync(logFile, `\n$ ${[command, ...args].join(' ')}\n`);

  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, LC_ALL: 'C', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      appendFileSync(logFile, `${line}\n`);
      lastLines.push(line);
      if (lastLines.length > 20) lastLines.shift();
      options.onLine?.(line);
    });
  }

  // Whoever stops this process by a signal also stops what it is waiting for.
  const stop = (): boolean => child.kill();
  process.once('exit', stop);
  await new Promise<void>((resolve, reject) => {
    child.once('error', (error) => reject(new CommandFailed(label, `could not start: ${error.message}`, lastLines)));
    // 'close', not 'exit': the last lines belong into the log and the error.
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new CommandFailed(label, `ended with ${signal ?? `exit code ${code}`}`, lastLines));
    });
  }).finally(() => process.off('exit', stop));
}
