import { readdir, readFile } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { protocolVersion } from '../contract/version.ts';
import { type BoxProcess, runBox as runBoxProcess } from './support/box-process.ts';
import { BoxUnderTest, newId } from './support/box-under-test.ts';
import { FakeWorker } from './support/fake-worker.ts';
import { TestClient } from './support/test-client.ts';
import { until } from './support/until.ts';

const started: { stop(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const thing of started.splice(0).reverse()) await thing.stop();
});

async function runBox(...settings: Parameters<typeof runBoxProcess>): Promise<BoxProcess> {
  const box = await runBoxProcess(...settings);
  started.push(box);
  return box;
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
  await client.connect({ type: 'join', protocol: protocolVersion, token, clientNonce: newId() });
  await client.join();
  return client;
}

const about = { meetingId: 'abc-defg-hjk', placement: 1 };
const hasDrained = (worker: FakeWorker) => worker.received.some(({ type }) => type === 'drain');

test('SIGINT: everybody is told, the Worker hears it, nothing stays behind, exit 0', async () => {
  const worker = await startWorker();
  const box = await runBox(worker, { MEDIA_WORKERS: '2' });
  const [anna, ben] = [await join(box, worker), await join(box, worker)];
  await anna.produce('mic');
  await ben.hears('consumerAdded');
  expect(box.mediaWorkerPids).toHaveLength(2);
  box.child.kill('SIGINT');
  for (const client of [anna, ben]) await client.hears('left', ({ reason }) => reason === 'box-closing');
  expect(await box.exited).toBe(0);
  await until(() => worker.events.some((event) => event.type === 'room-closed' && event.reason === 'box-closing'));
  expect(await Promise.all(box.mediaWorkerPids.map(isRunning))).toEqual([false, false]);
  expect(hasDrained(worker)).toBe(false);
});

test('SIGTERM with nobody there: it ends at once', async () => {
  const worker = await startWorker();
  const box = await runBox(worker);
  const beganAtMs = Date.now();
  box.child.kill('SIGTERM');
  expect(await box.exited).toBe(0);
  expect(Date.now() - beganAtMs).toBeLessThan(2_000);
});

test('SIGTERM: the Worker moves the meetings away, and nobody is cut off', async () => {
  const worker = await startWorker();
  const box = await runBox(worker);
  const [anna, ben] = [await join(box, worker), await join(box, worker)];
  box.child.kill('SIGTERM');
  await until(() => hasDrained(worker));
  const health = await fetch(`${box.url}/health`);
  expect([health.status, await health.json()]).toMatchObject([503, { ok: false, draining: true, rooms: 1 }]);
  // mediasoup ends its processes at a signal by itself, if it is let.
  expect(await Promise.all(box.mediaWorkerPids.map(isRunning))).not.toContain(false);
  expect(box.output()).not.toContain('room-media-lost');
  // A Worker that is new to it hears it, too.
  worker.dropLink();
  await until(() => worker.hellos.length === 2);
  expect(worker.hellos.map((hello) => hello.type === 'hello' && hello.draining)).toEqual([false, true]);
  await until(() => worker.linkSocket !== null);
  await worker.commandAcked({ name: 'move-room', ...about, deadlineMs: 15_000 });
  for (const client of [anna, ben]) {
    await client.hears('roomMoving');
    await client.request('moved', {});
  }
  for (const client of [anna, ben]) await client.hears('left', ({ reason }) => reason === 'moved');
  expect(await box.exited).toBe(0);
  await until(() => worker.events.some((event) => event.type === 'room-closed' && event.reason === 'moved'));
  expect(await Promise.all(box.mediaWorkerPids.map(isRunning))).toEqual([false]);
});

test('SIGTERM while the Worker cannot be told: it waits 3 s, and closes', async () => {
  const worker = await startWorker();
  const box = await runBox(worker);
  const anna = await join(box, worker);
  await worker.stop();
  await until(() => box.output().includes('link-down'));
  const beganAtMs = Date.now();
  box.child.kill('SIGTERM');
  await anna.hears('left', ({ reason }) => reason === 'box-closing');
  expect(await box.exited).toBe(0);
  expect(Date.now() - beganAtMs).toBeGreaterThan(2_500);
  expect(Date.now() - beganAtMs).toBeLessThan(5_500);
});

test('Ctrl-C reaches the media workers too, and the end is as clean', async () => {
  const worker = await startWorker();
  const box = await runBox(worker);
  const anna = await join(box, worker);
  process.kill(-(box.child.pid ?? 0), 'SIGINT');
  await anna.hears('left', ({ reason }) => reason === 'box-closing');
  expect(await box.exited).toBe(0);
  expect(box.output()).not.toContain('media-worker-died');
});

test('SIGTERM twice closes its rooms at once, and three times ends it as it is', async () => {
  const worker = await startWorker();
  const box = await runBox(worker);
  const anna = await join(box, worker);
  worker.acksEvents = false;
  box.child.kill('SIGTERM');
  await until(() => hasDrained(worker));
  expect(anna.all('left')).toEqual([]);
  const beganAtMs = Date.now();
  box.child.kill('SIGTERM');
  await anna.hears('left', ({ reason }) => reason === 'box-closing');
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
