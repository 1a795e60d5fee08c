import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';

const root = path.resolve(import.meta.dirname, '..');
export const outFolder = path.join(import.meta.dirname, 'out');

/** A whole Parley, as `npm start` runs it, on ports and data of its own. */
export interface RunningSystem {
  readonly origin: string;
  /** Where browsers reach the boxes, as the Worker says. */
  readonly boxOrigins: readonly string[];
  /** Process that `npm start` runs; all others descend from it. */
  readonly pid: number;
  readonly data: string;
}

/** Ports of the system that all browser tests share; a test that starts one of its own adds to them. */
export const basePorts = { worker: 5290, box: 4490, media: 44900 } as const;

export interface StartOptions {
  /** Added to every port, so that two systems can run at once. */
  readonly portOffset?: number;
  /** Kept data of an earlier run; a new folder when absent. */
  readonly data?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly boxes?: number;
}

/** Starts Parley and waits until it says that it is ready. `stop` ends it as Ctrl-C does, and waits. */
export async function startParley({ portOffset = 0, data, env = {}, boxes = 1 }: StartOptions = {}) {
  const folder = data ?? mkdtempSync(path.join(tmpdir(), 'parley-e2e-'));
  const port = basePorts.worker + portOffset;
  mkdirSync(outFolder, { recursive: true });
  const log = createWriteStream(path.join(outFolder, `system-${port}.log`));

  const child = spawn(
    process.execPath,
    [path.join(root, 'scripts', 'tasks', 'start.ts'), '--verbose', '--boxes', String(boxes)],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PARLEY_PORT: String(port),
        PARLEY_BOX_PORT: String(basePorts.box + portOffset),
        PARLEY_MEDIA_PORT: String(basePorts.media + portOffset),
        PARLEY_DATA: folder,
        ...env,
      },
    },
  );
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  await said(child, /Parley is ready: /);

  const system: RunningSystem = {
    origin: `http://localhost:${port}`,
    boxOrigins: Array.from({ length: boxes }, (_, index) => `http://localhost:${basePorts.box + portOffset + index}`),
    pid: child.pid ?? 0,
    data: folder,
  };
  return {
    ...system,
    system,
    stop: async (signal: NodeJS.Signals = 'SIGINT') => {
      if (child.exitCode === null) {
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.kill(signal);
        await gone;
      }
      if (data === undefined) rmSync(folder, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}

async function said(child: ChildProcess, sentence: RegExp): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (sentence.test(output)) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) =>
      reject(new Error(`Parley stopped with ${code} before it was ready:\n${output.slice(-4000)}`)),
    );
  });
}
