import { type ChildProcess, spawn } from 'node:child_process';
import { BoxUnderTest } from './box-under-test.ts';
import type { FakeWorker } from './fake-worker.ts';
import { until } from './until.ts';

export interface BoxProcess {
  child: ChildProcess;
  exited: Promise<number | null>;
  url: string;
  mediaWorkerPids: number[];
  output: () => string;
  /** As a power cut would. */
  stop(): void;
}

/** A program that starts while browsers and other boxes keep the machine busy takes its time. */
const startPatienceMs = 30_000;

/** A box as an operator runs it: its own process. */
export async function runBox(worker: FakeWorker, env: Record<string, string> = {}): Promise<BoxProcess> {
  const settings = await BoxUnderTest.settings(worker);
  const child = spawn(process.execPath, [new URL('../../src/main.ts', import.meta.url).pathname], {
    env: { ...process.env, ...settings, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, as a terminal gives it.
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const lines = () => output.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
  try {
    await until(() => child.exitCode !== null || lines().some(({ msg }) => msg === 'link-up'), startPatienceMs);
  } catch {
    child.kill('SIGKILL');
    throw new Error(`The box did not link within ${startPatienceMs} ms:\n${output}`);
  }
  const box = lines().find(({ msg }) => msg === 'box-started');
  const mediaWorkerPids = lines().flatMap(({ msg, pid }) => (msg === 'media-worker-started' ? [pid as number] : []));
  const stop = () => void child.kill('SIGKILL');
  return { child, exited, url: `http://127.0.0.1:${box?.port}`, mediaWorkerPids, output: () => output, stop };
}
