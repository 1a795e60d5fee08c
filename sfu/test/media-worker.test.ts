import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workerBin } from 'mediasoup';
import { afterEach, expect, test } from 'vitest';
import { countMedia } from '../src/media/media-counts.ts';
import { BoxUnderTest, newMeetingId } from './support/box-under-test.ts';
import { expectPackets, sendPackets, useDirectMedia } from './support/direct-media.ts';
import { until } from './support/until.ts';

useDirectMedia();
let t: BoxUnderTest;
afterEach(() => t.stop());

test.each(['1', '2'])(
  'kill -9 of a media worker (of %s): replaced, its room rebuilt, everybody told within 1 s',
  async (count) => {
    t = await BoxUnderTest.start({ env: { MEDIA_WORKERS: count } });
    const [anna, ben] = [await t.join(), await t.join()];
    await anna.produce('mic');
    await ben.hears('consumerAdded');
    const connected = await t.connect();
    const pids = t.box.mediaWorkerPids();
    // The first room went to the first media worker.
    const killedAtMs = Date.now();
    process.kill(pids[0] ?? 0, 'SIGKILL');
    await Promise.all([anna.hears('mediaReset'), ben.hears('mediaReset')]);
    expect(Date.now() - killedAtMs).toBeLessThan(1_000);
    expect(ben.all('mediaReset')).toEqual([{ epoch: { placement: 1, change: 1 } }]);
    // What was asked for before is refused by name, and nobody is thrown out.
    expect(await anna.codeOf('closeProducer', { epoch: anna.epoch, source: 'mic' })).toBe('stale-epoch');
    await Promise.all([anna.openMedia(), ben.openMedia()]);
    expect(anna.epoch.change).toBe(1);
    const stop = sendPackets(await anna.produce('mic'));
    await until(() => ben.all('consumerAdded').length === 2);
    const consumer = ben.all('consumerAdded').at(-1)?.consumer.id ?? '';
    await ben.request('showConsumers', { epoch: ben.epoch, consumers: [{ id: consumer, hidden: false, sidePx: 0 }] });
    await expectPackets(consumer);
    expect((await connected.join()).media.consumers).toHaveLength(1);
    stop();
    await until(() => t.box.mediaWorkerPids().length === Number(count));
    expect(t.box.mediaWorkerPids()).not.toContain(pids[0]);
    expect([...anna.all('left'), ...ben.all('left')]).toEqual([]);
    await t.expectNothingLeft();
    expect(countMedia().mediaWorkers).toBe(Number(count));
  },
);

test('requests between death and rebuild are answered `media-unavailable` or `stale-epoch`, never `internal`', async () => {
  t = await BoxUnderTest.start();
  const anna = await t.join();
  process.kill(t.box.mediaWorkerPids()[0] ?? 0, 'SIGKILL');
  const codes = new Set<string>();
  while (anna.all('mediaReset').length === 0) {
    codes.add(await anna.codeOf('showConsumers', { epoch: anna.epoch, consumers: [] }));
    codes.add(
      await anna.codeOf('restartIce', { epoch: anna.epoch, transportId: anna.joined?.media.sendTransport.id ?? '' }),
    );
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const known = ['ok', 'stale-epoch', 'media-unavailable', 'too-many-requests'];
  expect([...codes].filter((code) => !known.includes(code))).toEqual([]);
});

test('rooms are spread over media workers', async () => {
  t = await BoxUnderTest.start({ env: { MEDIA_WORKERS: '2' } });
  await t.linked();
  const rooms = [newMeetingId(), newMeetingId()];
  const clients = await Promise.all(rooms.map((room) => t.join({ room })));
  process.kill(t.box.mediaWorkerPids()[0] ?? 0, 'SIGKILL');
  await until(() => clients.filter((client) => client.all('mediaReset').length > 0).length === 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(clients.filter((client) => client.all('mediaReset').length > 0)).toHaveLength(1);
});

test('a box without a media worker says so, to the Worker and to whoever asks, until it has one again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bin-'));
  const bin = join(folder, 'mediasoup-worker');
  const install = () => symlink(process.env.MEDIASOUP_WORKER_BIN ?? workerBin, bin);
  await install();
  t = await BoxUnderTest.start({ env: { MEDIASOUP_WORKER_BIN: bin } });
  await t.linked();
  const health = async () => {
    const response = await fetch(`${t.url}/health`);
    return [response.status, ((await response.json()) as { ok: boolean }).ok];
  };
  const loads = () =>
    t.worker.received.flatMap((message) => (message.type === 'load' ? [message.problems.length === 0] : []));
  expect(await health()).toEqual([200, true]);
  await rm(bin);
  process.kill(t.box.mediaWorkerPids()[0] ?? 0, 'SIGKILL');
  await until(() => loads().at(-1) === false);
  expect(await health()).toEqual([503, false]);
  await install();
  await until(() => loads().at(-1) === true, 8_000);
  expect(await health()).toEqual([200, true]);
  await rm(folder, { recursive: true });
}, 15_000);

test('a media worker that dies again and again is started ever later, and the room still comes back', async () => {
  t = await BoxUnderTest.start();
  const anna = await t.join();
  for (let death = 1; death <= 3; death += 1) {
    process.kill(t.box.mediaWorkerPids()[0] ?? 0, 'SIGKILL');
    await until(() => anna.all('mediaReset').length === death);
  }
  expect(anna.all('mediaReset').at(-1)?.epoch.change).toBe(3);
  await anna.openMedia();
});

test('a media worker that hangs is ended, and its room rebuilt', async () => {
  t = await BoxUnderTest.start();
  const anna = await t.join({ media: 'auto' });
  const pid = t.box.mediaWorkerPids()[0] ?? 0;
  const hungAtMs = Date.now();
  process.kill(pid, 'SIGSTOP');
  await until(() => anna.all('mediaReset').length === 1, 6_000);
  expect(Date.now() - hungAtMs).toBeGreaterThan(2_000);
  expect(t.lines.filter(({ event }) => event === 'media-worker-hung')).toMatchObject([{ fields: { pid } }]);
  expect(anna.all('mediaReset')).toEqual([{ epoch: { placement: 1, change: 1 } }]);
  await anna.openMedia();
  await anna.produce('mic');
  await t.expectNothingLeft();
});

test('one that answers is left alone', async () => {
  t = await BoxUnderTest.start();
  const pids = t.box.mediaWorkerPids();
  const pid = pids[0] ?? 0;
  // Two seconds of silence are put up with.
  process.kill(pid, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 1_800));
  process.kill(pid, 'SIGCONT');
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(t.box.mediaWorkerPids()).toEqual(pids);
  expect(t.lines.some(({ event }) => event === 'media-worker-hung')).toBe(false);
});

test('media workers leave SIGTERM to the box, and the box its own way with it', async () => {
  const before = process.listeners('SIGTERM');
  const onSignal = () => {};
  process.on('SIGTERM', onSignal);
  try {
    t = await BoxUnderTest.start({ env: { MEDIA_WORKERS: '2' } });
    process.kill(t.box.mediaWorkerPids()[0] ?? 0, 'SIGKILL');
    await until(() => t.lines.filter(({ event }) => event === 'media-worker-started').length === 3);
    expect(process.listeners('SIGTERM')).toEqual([...before, onSignal]);
  } finally {
    process.removeListener('SIGTERM', onSignal);
  }
});
