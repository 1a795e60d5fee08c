import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { BoxUnderTest, newId } from './support/box-under-test.ts';
import { FakeWorker } from './support/fake-worker.ts';
import { TestClient } from './support/test-client.ts';
import { until } from './support/until.ts';

const started: { stop(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const thing of started.splice(0).reverse()) await thing.stop();
});

interface BoxProcess {
  child: ChildProcess;
  exited: Promise<number | null>;
  url: string;
  mediaWorkerPids: number[];
  output: () => string;
}

/** A box as an operator runs it: its own process. */
async function runBox(worker: FakeWorker, env: Record<string, string> = {}): Promise<BoxProcess> {
  const settings = await BoxUnderTest.settings(worker);
  const child = spawn(process.execPath, [new URL('../src/main.ts', import.meta.url).pathname], {
    env: { ...process.env, ...settings, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, as a terminal gives it.
    detached: true,
  });
  started.push({ stop: () => void child.kill('SIGKILL') });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const lines = () => output.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
  await until(() => child.exitCode !== null || lines().some(({ msg }) => msg === 'link-up'), 10_000);
  const box = lines().find(({ msg }) => msg === 'box-started');
  const mediaWorkerPids = lines().flatMap(({ msg, pid }) => (msg === 'media-worker-started' ? [pid as number] : []));
  return { child, exited, url: `http://127.0.0.1:${box?.port}`, mediaWorkerPids, output: () => output };
}

async function startWorker(): Promise<FakeWorker> {
  const worker = await FakeWorker.start();
  started.push(worker);
  return worker;
}

/** Whether a process is there and not a zombie. */
async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat !== '' && !stat.slice(stat.lastIndexOf(')')).startsWith(') Z');
}

async function join(box: BoxProcess, worker: FakeWorker): Promise<TestClient> {
  const client = new TestClient(box.url, worker.origin);
  const token = await worker.sign(BoxUnderTest.claimsFor(worker.origin, 'abc-defg-hjk'));
  await client.connect({ type: 'join', protocol: 1, token, clientNonce: newId() });
  await client.join();
  return client;
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s: everybody is told, the Worker hears it, nothing stays behind, exit 0',
  async (signal) => {
    const worker = await startWorker();
    const box = await runBox(worker, { MEDIA_WORKERS: '2' });
    const [anna, ben] = [await join(box, worker), await join(box, worker)];
    await anna.produce('mic');
    await ben.hears('consumerAdded');
    expect(box.mediaWorkerPids).toHaveLength(2);
    box.child.kill(signal);
    for (const client of [anna, ben]) await client.hears('left', ({ reason }) => reason === 'box-closing');
    expect(await box.exited).toBe(0);
    await until(() => worker.events.some((event) => event.type === 'room-closed' && event.reason === 'box-closing'));
    expect(await Promise.all(box.mediaWorkerPids.map(isRunning))).toEqual([false, false]);
  },
);

test('Ctrl-C reaches the media workers too, and the end is as clean', async () => {
  const worker = await startWorker();
  const box = await runBox(worker);
  const anna = await join(box, worker);
  process.kill(-(box.child.pid ?? 0), 'SIGINT');
  await anna.hears('left', ({ reason }) => reason === 'box-closing');
  expect(await box.exited).toBe(0);
  expect(box.output()).not.toContain('media-worker-died');
});

test('SIGTERM twice ends it at once', async () => {
  const worker = await startWorker();
  const box = await runBox(worker);
  await join(box, worker);
  worker.acksEvents = false;
  const beganAtMs = Date.now();
  box.child.kill('SIGTERM');
  await until(() => box.output().includes('box-closing'));
  box.child.kill('SIGTERM');
  expect(await box.exited).toBe(1);
  expect(Date.now() - beganAtMs).toBeLessThan(900);
  await until(async () => !(await isRunning(box.mediaWorkerPids[0] ?? 0)));
});

test('a bad environment, and a busy port, are one sentence and exit 1', async () => {
  const worker = await startWorker();
  const bad = await runBox(worker, { BOX_PORT: 'x' });
  expect(await bad.exited).toBe(1);
  expect(bad.output()).toBe('BOX_PORT is not valid: is not a whole number.\n');
  const busy = await runBox(worker, { BOX_PORT: String(worker.port) });
  expect(await busy.exited).toBe(1);
  expect(busy.output()).toContain(`Port ${worker.port} on 127.0.0.1 is in use`);
  expect(await Promise.all(busy.mediaWorkerPids.map(isRunning))).toEqual([false]);
});

test('a busy media port, and a media worker that is none, are one sentence and exit 1', async () => {
  const worker = await startWorker();
  const first = await runBox(worker);
  const mediaPort = JSON.parse(
    first
      .output()
      .split('\n')
      .find((line) => line.includes('box-started')) ?? '{}',
  ).mediaPort;
  const second = await runBox(worker, { MEDIA_PORT: String(mediaPort) });
  expect(await second.exited).toBe(1);
  expect(second.output()).toContain(`Media port ${mediaPort} cannot be opened`);
  const none = await runBox(worker, { MEDIASOUP_WORKER_BIN: '/nowhere' });
  expect(await none.exited).toBe(1);
  expect(none.output()).toContain('The media worker does not start: is MEDIASOUP_WORKER_BIN right?');
});

test('kill -9 of the box takes its media workers along', async () => {
  const worker = await startWorker();
  const box = await runBox(worker);
  box.child.kill('SIGKILL');
  await box.exited;
  await until(async () => !(await isRunning(box.mediaWorkerPids[0] ?? 0)));
  expect(await readdir('/proc')).toContain(String(process.pid));
});
