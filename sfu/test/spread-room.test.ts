import { afterEach, expect, test } from 'vitest';
import type { Source } from '../contract/shapes.ts';
import type { Comfort } from '../src/media/choose-worker.ts';
import { countMedia } from '../src/media/media-counts.ts';
import { BoxUnderTest } from './support/box-under-test.ts';
import { openFor } from './support/class.ts';
import { consumerOf, expectPackets, packetsOf, sendPackets, useDirectMedia } from './support/direct-media.ts';
import type { TestClient } from './support/test-client.ts';
import { until } from './support/until.ts';

useDirectMedia();
let t: BoxUnderTest;
const stops: (() => void)[] = [];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  await t.expectNothingLeft();
  await t.stop();
});

/** A box whose media workers have enough to do with so little. */
async function startBox(enough: Partial<Comfort>, mediaWorkers = 2): Promise<void> {
  const any = Number.POSITIVE_INFINITY;
  const comfort = { cpu: any, sending: any, arriving: any, smallRoom: 0, ...enough };
  t = await BoxUnderTest.start({ env: { MEDIA_WORKERS: String(mediaWorkers) }, limits: { comfort } });
  await t.linked();
}

async function send(client: TestClient, source: Source, layers = 1): Promise<string> {
  const id = await client.produce(source, { layers });
  stops.push(sendPackets(id));
  return id;
}

/** What one gets from the other. */
async function streamOf(to: TestClient, from: TestClient, source: Source): Promise<string> {
  const isIt = (each: ReturnType<typeof openFor>[number]) => each.participantId === from.id && each.source === source;
  const find = () => openFor(to).find((each) => isIt(each) && !consumerOf(each.id).closed);
  await until(() => find() !== undefined);
  return find()?.id ?? '';
}

const show = (client: TestClient, id: string, sidePx = 640, hidden = false) =>
  client.request('showConsumers', { epoch: client.epoch, consumers: [{ id, hidden, sidePx }] });

/** What one gets from the other is played when it is shown. */
async function expectShown(to: TestClient, from: TestClient, source: Source): Promise<void> {
  const id = await streamOf(to, from, source);
  await show(to, id);
  await expectPackets(id);
}

/** Two on one media worker, who send sound, and one on the other, who has just come. */
async function spread(): Promise<[TestClient, TestClient, TestClient]> {
  await startBox({ sending: 1 });
  const anna = await t.join();
  await send(anna, 'mic');
  const ben = await t.join();
  await send(ben, 'mic');
  expect(countMedia().routers).toBe(1);
  const carl = await t.join();
  expect(countMedia().routers).toBe(2);
  expect(t.box.counts()).toMatchObject({ rooms: 1, roomsSpread: 1 });
  expect(t.box.counts().mediaWorkerLoads.map(({ load }) => load.routers)).toEqual([1, 1]);
  return [anna, ben, carl];
}

test('a newcomer on a second media worker sees, hears and is seen; those who were there keep what they have', async () => {
  const [anna, ben, carl] = await spread();
  const kept = await streamOf(ben, anna, 'mic');
  await expectPackets(kept);
  // In the reply of the join, playing.
  expect(carl.joined?.media.consumers.map(({ source }) => source)).toEqual(['mic', 'mic']);
  for (const from of [anna, ben]) await expectPackets(await streamOf(carl, from, 'mic'));

  await send(carl, 'camera');
  for (const to of [anna, ben]) {
    const id = await streamOf(to, carl, 'camera');
    await pause(100);
    expect(packetsOf(id)).toBe(0);
    await show(to, id);
    await expectPackets(id);
  }
  await expectPackets(kept);
  expect([...anna.all('mediaReset'), ...ben.all('mediaReset'), ...ben.all('consumerClosed')]).toEqual([]);
  // Each stream goes over once: two sounds one way, a camera the other.
  expect(countMedia()).toMatchObject({ pipedStreams: 3, transports: 6 + 2 });
});

test('muted at home, muted elsewhere; and what is muted from the start is not heard before it opens', async () => {
  const [anna, , carl] = await spread();
  const id = await streamOf(carl, anna, 'mic');
  await expectPackets(id);
  await anna.say('mic', true);
  await until(() => consumerOf(id).producerPaused);
  await pause(50);
  const mutedAt = packetsOf(id);
  await pause(100);
  expect(packetsOf(id)).toBe(mutedAt);
  await anna.say('mic', false);
  await expectPackets(id);

  stops.push(sendPackets(await carl.produce('mic', { muted: true })));
  const muted = await streamOf(anna, carl, 'mic');
  await show(anna, muted);
  await pause(100);
  expect([consumerOf(muted).producerPaused, packetsOf(muted)]).toEqual([true, 0]);
  await carl.say('mic', false);
  await expectPackets(muted);
});

test('who speaks is told to all, from both media workers', async () => {
  const [anna, ben, carl] = await spread();
  await send(carl, 'mic');
  const everybody = [anna, ben, carl].map(({ id }) => id).toSorted();
  for (const client of [anna, ben, carl])
    await client.hears('speakers', ({ participantIds }) => participantIds.toSorted().join() === everybody.join());
  stops.pop()?.();
  await anna.hears(
    'speakers',
    ({ participantIds }) => participantIds.length === 2 && !participantIds.includes(carl.id),
  );
});

test('layers: each viewer gets the one that fits, and the sender hears of the highest on any media worker', async () => {
  const [anna, ben, carl] = await spread();
  await send(anna, 'camera', 3);
  await anna.hears('watchedLayers', ({ maxSpatialLayer }) => maxSpatialLayer === -1);
  const [near, far] = [await streamOf(ben, anna, 'camera'), await streamOf(carl, anna, 'camera')];
  const added = carl.all('consumerAdded').find(({ consumer }) => consumer.id === far);
  expect(added?.consumer.maxSpatialLayer).toBe(2);
  const told = (layer: number) => until(() => anna.all('watchedLayers').at(-1)?.maxSpatialLayer === layer, 4_000);
  await show(ben, near, 300);
  await told(0);
  await show(carl, far, 1200);
  await told(2);
  expect([near, far].map((id) => consumerOf(id).preferredLayers?.spatialLayer)).toEqual([0, 2]);
  await expectPackets(far);
  await show(carl, far, 0, true);
  await told(0);
  await show(ben, near, 0, true);
  await told(-1);
});

test('a stream goes over as long as somebody there has it, and a router lives as long as somebody is on it', async () => {
  const [anna, ben, carl] = await spread();
  expect(countMedia()).toMatchObject({ routers: 2, pipedStreams: 2 });
  await anna.request('closeProducer', { epoch: anna.epoch, source: 'mic' });
  await until(() => countMedia().pipedStreams === 1);
  await carl.leave();
  await until(() => countMedia().routers === 1);
  expect(countMedia()).toMatchObject({ transports: 4, pipedStreams: 0, producers: 1, consumers: 1 });
  await expectShown(anna, ben, 'mic');
  // The other way round: the last who are left are on the second one.
  const dora = await t.join();
  await until(() => countMedia().routers === 2);
  await anna.leave();
  await ben.leave();
  await until(() => countMedia().routers === 1);
  const emil = await t.join();
  await send(emil, 'mic');
  await expectShown(dora, emil, 'mic');
});

test('what is measured counts: who comes goes where less CPU time is used', { timeout: 20_000 }, async () => {
  await startBox({ cpu: 0.002 });
  const [anna, ben] = [await t.join(), await t.join()];
  for (const client of [anna, ben])
    for (const source of ['mic', 'screenAudio', 'camera'] as const) await send(client, source);
  const shares = () => t.box.counts().mediaWorkerLoads.map(({ load }) => load.cpu);
  await until(() => (shares()[0] ?? 0) > 0.002 && (shares()[0] ?? 0) > 2 * (shares()[1] ?? 1), 10_000);
  expect(t.box.counts().roomsSpread).toBe(0);
  const carl = await t.join();
  expect(t.box.counts().roomsSpread).toBe(1);
  await expectShown(carl, anna, 'mic');
});

test('many come at once, before anything is sent: they are spread, and get each stream exactly once', async () => {
  await startBox({ arriving: 3 }, 3);
  const clients = await Promise.all(Array.from({ length: 9 }, () => t.connect()));
  await Promise.all(
    clients.map(async (client, index) => {
      await pause(index * 15);
      await client.join();
      await Promise.all([client.produce('mic'), client.produce('camera')]);
    }),
  );
  await until(() => clients.every((client) => openFor(client).length === 16), 5_000);
  expect(countMedia().routers).toBe(3);
  await Promise.all(
    clients.map((client, index) => (index % 2 ? client.leave() : client.openMedia()).then(() => pause(index * 5))),
  );
  const staying = clients.filter((_, index) => index % 2 === 0);
  await Promise.all(staying.map((client) => client.produce('mic')));
  for (const client of staying) {
    const others = () =>
      new Set(
        openFor(client)
          .filter(({ source }) => source === 'mic')
          .map((each) => each.participantId),
      );
    await until(() => staying.every(({ id }) => id === client.id || others().has(id)), 5_000);
  }
});

/** Process ids of the media workers: that of the first one's room, and the other. */
const pids = () => t.box.mediaWorkerPids();

test.each(['the first', 'the second'])(
  '%s of two media workers dies: only who was on it starts anew',
  async (which) => {
    const [anna, ben, carl] = await spread();
    await send(carl, 'mic');
    await streamOf(anna, carl, 'mic');
    const first = which === 'the first';
    const [lost, kept] = first ? [[anna, ben], [carl]] : [[carl], [anna, ben]];
    process.kill(pids()[first ? 0 : 1] ?? 0, 'SIGKILL');
    for (const client of lost) await client.hears('mediaReset');
    for (const client of lost) {
      expect(client.all('mediaReset')).toEqual([{ epoch: { placement: 1, change: 1 } }]);
      expect(await client.codeOf('closeProducer', { epoch: client.epoch, source: 'mic' })).toBe('stale-epoch');
    }
    // Those who stay lose what came from there, and nothing else.
    const gone = new Set(lost.map(({ id }) => id));
    for (const client of kept)
      await until(() => openFor(client).every(({ participantId }) => !gone.has(participantId)));
    if (!first) await expectPackets(await streamOf(ben, anna, 'mic'));
    for (const client of lost) await client.openMedia();
    for (const client of lost) await send(client, 'mic');
    for (const to of [anna, ben, carl])
      for (const from of [anna, ben, carl]) if (from !== to) await expectShown(to, from, 'mic');
    for (const client of kept) expect(client.all('mediaReset')).toEqual([]);
    for (const client of [anna, ben, carl]) expect(client.all('left')).toEqual([]);
    await until(() => pids().length === 2);
  },
);

test('both die: the room is rebuilt, and everybody is told', async () => {
  const everybody = await spread();
  for (const pid of pids()) process.kill(pid, 'SIGKILL');
  for (const client of everybody) await client.hears('mediaReset');
  await until(() => pids().length === 2);
  for (const client of everybody) await client.openMedia();
  const [anna, ben] = everybody;
  await send(anna, 'mic');
  await expectShown(ben, anna, 'mic');
});
