import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { routerRtpCapabilities } from '../contract/router-capabilities.ts';
import { countMedia } from '../src/media/media-counts.ts';
import { BoxUnderTest } from './support/box-under-test.ts';
import { consumerOf, expectPackets, packetsOf, sendPackets, useDirectMedia } from './support/direct-media.ts';
import { makeRandom } from './support/mutate.ts';
import type { TestClient } from './support/test-client.ts';
import { until } from './support/until.ts';

useDirectMedia();
let t: BoxUnderTest;
const stops: (() => void)[] = [];
const send = (producerId: string) => stops.push(sendPackets(producerId));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

beforeAll(async () => {
  t = await BoxUnderTest.start();
  await t.linked();
});
afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  await t.expectNothingLeft();
});
afterAll(() => t.stop());

const show = (client: TestClient, id: string, sidePx: number, hidden = false) =>
  client.request('showConsumers', { epoch: client.epoch, consumers: [{ id, hidden, sidePx }] });

test('what one sends the other gets: from the start in the join reply, after a word for what comes later', async () => {
  const anna = await t.join();
  send(await anna.produce('mic'));
  const ben = await t.join();
  const mic = ben.joined?.media.consumers[0]?.id ?? '';
  await expectPackets(mic);

  send(await ben.produce('camera'));
  const { consumer } = await anna.hears('consumerAdded');
  await pause(100);
  expect(packetsOf(consumer.id)).toBe(0);
  await show(anna, consumer.id, 640);
  await expectPackets(consumer.id);
  await show(anna, consumer.id, 0, true);
  await pause(50);
  const hiddenAt = packetsOf(consumer.id);
  await pause(100);
  expect(packetsOf(consumer.id)).toBe(hiddenAt);
});

test('muted on the box: nothing is forwarded, whatever the client sends', async () => {
  const [anna, ben] = [await t.join(), await t.join()];
  send(await anna.produce('mic'));
  const { consumer } = await ben.hears('consumerAdded');
  await show(ben, consumer.id, 0);
  await expectPackets(consumer.id);
  await anna.say('mic', true);
  await ben.hears('participantChanged', ({ participant }) => participant.sending[0]?.muted === true);
  await pause(50);
  const mutedAt = packetsOf(consumer.id);
  await pause(100);
  expect(packetsOf(consumer.id)).toBe(mutedAt);
  await anna.say('mic', false);
  await expectPackets(consumer.id);
});

test('the join reply holds all audio and at most maxVideos videos; the other videos follow paused', async () => {
  const senders = [await t.join(), await t.join(), await t.join()];
  for (const sender of senders) {
    await sender.produce('mic');
    await sender.produce('camera');
  }
  const late = await t.connect();
  const { media } = await late.join({ maxVideos: 1 });
  expect(media.consumers.map(({ source }) => source).sort()).toEqual(['camera', 'mic', 'mic', 'mic']);
  await until(() => late.all('consumerAdded').length === 2);
  expect(late.all('consumerAdded').every(({ consumer }) => consumerOf(consumer.id).paused)).toBe(true);
  expect(media.consumers.every(({ id }) => !consumerOf(id).paused)).toBe(true);
});

test('whoever speaks is told loudest first, and comes first in the next join', async () => {
  const [anna, ben] = [await t.join(), await t.join()];
  await anna.produce('camera');
  await ben.produce('camera');
  const stop = sendPackets(await ben.produce('mic'));
  await anna.hears('speakers', ({ participantIds }) => participantIds[0] === ben.id);
  stop();
  await anna.hears('speakers', ({ participantIds }) => participantIds.length === 0);
  const late = await t.connect();
  const { media } = await late.join({ maxVideos: 1 });
  expect(media.consumers.find(({ source }) => source === 'camera')?.participantId).toBe(ben.id);
});

test('layers follow the side on screen, and the sender hears what nobody watches', async () => {
  const [anna, ben] = [await t.join(), await t.join()];
  await anna.produce('camera', { layers: 3 });
  const { consumer } = await ben.hears('consumerAdded');
  expect(consumer.maxSpatialLayer).toBe(2);
  // Nobody watches yet.
  await anna.hears('watchedLayers', ({ source, maxSpatialLayer }) => source === 'camera' && maxSpatialLayer === -1);
  await show(ben, consumer.id, 300);
  expect(consumerOf(consumer.id).preferredLayers?.spatialLayer).toBe(0);
  await until(() => anna.all('watchedLayers').at(-1)?.maxSpatialLayer === 0);
  await show(ben, consumer.id, 1200);
  expect(consumerOf(consumer.id).preferredLayers?.spatialLayer).toBe(2);
  await until(() => anna.all('watchedLayers').at(-1)?.maxSpatialLayer === 2);
  await ben.leave();
  await until(() => anna.all('watchedLayers').at(-1)?.maxSpatialLayer === -1);
});

test('who comes back hears who watches now, and whether the room is locked', async () => {
  const [anna, ben] = [await t.join(), await t.join()];
  await anna.produce('mic');
  await anna.produce('camera', { layers: 3 });
  await anna.produce('screen');
  await until(() => ben.all('consumerAdded').length === 3);
  const { consumer } = await ben.hears('consumerAdded', ({ consumer: { source } }) => source === 'camera');
  await anna.cut();
  const asBegun = await anna.resume();
  expect(asBegun.resumed).toMatchObject({
    locked: false,
    watchedLayers: [
      { source: 'camera', maxSpatialLayer: 2 },
      { source: 'screen', maxSpatialLayer: 0 },
    ],
  });
  await anna.cut();
  await show(ben, consumer.id, 300);
  t.worker.command({ name: 'lock-room', meetingId: t.meetingId, placement: 1, locked: true });
  await ben.hears('roomLocked');
  // Less is decided after a while.
  await until(() => t.box.counts().timers === 1);
  const { resumed } = await anna.resume();
  expect(anna.all('watchedLayers')).toEqual([]);
  expect(resumed).toMatchObject({
    locked: true,
    watchedLayers: [
      { source: 'camera', maxSpatialLayer: 0 },
      { source: 'screen', maxSpatialLayer: -1 },
    ],
  });
  await ben.cut();
  expect((await ben.resume()).resumed).toMatchObject({ locked: true, watchedLayers: [] });
  t.worker.command({ name: 'lock-room', meetingId: t.meetingId, placement: 1, locked: false });
  await ben.hears('roomLocked', ({ locked }) => !locked);
});

test('who comes back hears who speaks now', async () => {
  const [anna, ben] = [await t.join(), await t.join()];
  const stop = sendPackets(await ben.produce('mic'));
  await anna.hears('speakers', ({ participantIds }) => participantIds[0] === ben.id);
  await anna.cut();
  stop();
  await ben.hears('speakers', ({ participantIds }) => participantIds.length === 0);
  await anna.resume();
  await until(() => anna.all('speakers').at(-1)?.participantIds.length === 0);
});

test('openMedia replaces a peer’s media: its old ones close, and all is forwarded anew', async () => {
  const [anna, ben] = [await t.join(), await t.join()];
  send(await anna.produce('mic'));
  await ben.hears('consumerAdded');
  await ben.produce('mic');
  const before = countMedia().transports;
  const { consumers } = await ben.openMedia();
  expect(countMedia().transports).toBe(before);
  await anna.hears('consumerClosed');
  // What ben sends is as it was said.
  expect(anna.all('participantChanged').at(-1)?.participant.sending).toEqual([{ source: 'mic', muted: false }]);
  expect(consumers.map(({ participantId }) => participantId)).toEqual([anna.id]);
  await expectPackets(consumers[0]?.id ?? '');
  await ben.produce('mic');
});

test('closing a source and leaving close what hangs on them', async () => {
  const [anna, ben] = [await t.join(), await t.join()];
  await anna.produce('mic');
  await anna.produce('camera');
  await until(() => ben.all('consumerAdded').length === 2);
  await anna.request('closeProducer', { epoch: anna.epoch, source: 'camera' });
  await until(() => ben.all('consumerClosed').length === 1);
  await until(() => countMedia().consumers === 1);
  await anna.leave();
  await until(() => ben.all('consumerClosed').length === 2);
  expect(countMedia()).toMatchObject({ transports: 2, producers: 0, consumers: 0 });
});

test('media flow on while signaling is lost', async () => {
  const [anna, ben] = [await t.join(), await t.join()];
  send(await anna.produce('mic'));
  const { consumer } = await ben.hears('consumerAdded');
  await show(ben, consumer.id, 0);
  await anna.cut();
  await ben.cut();
  await expectPackets(consumer.id);
  await ben.resume();
  expect(ben.connected.resumed?.consumers.map(({ id }) => id)).toEqual([consumer.id]);
  await anna.resume();
});

test('whoever joins and sends while others do gets each stream exactly once', async () => {
  const random = makeRandom(1);
  const clients = await Promise.all(Array.from({ length: 10 }, () => t.connect()));
  await Promise.all(
    clients.map(async (client) => {
      await pause(random() * 60);
      await client.join();
      await Promise.all([client.produce('mic'), client.produce('camera')]);
    }),
  );
  const streams = (client: TestClient) => [
    ...(client.joined?.media.consumers ?? []),
    ...client.all('consumerAdded').map(({ consumer }) => consumer),
  ];
  await until(() => clients.every((client) => streams(client).length >= 18));
  await pause(50);
  for (const client of clients) {
    expect(new Set(streams(client).map(({ producerId }) => producerId)).size).toBe(18);
    expect(streams(client)).toHaveLength(18);
  }
});

test('nothing is told about what a client does not have yet: notices follow the ack of the join', async () => {
  const random = makeRandom(2);
  const busy = await t.join();
  for (let round = 0; round < 6; round += 1) {
    const client = await t.connect();
    const sources = ['mic', 'camera', 'screen'] as const;
    let heardBeforeAck = Number.NaN;
    const joining = client.join({}, () => {
      heardBeforeAck = client.heard.length;
    });
    await pause(random() * 3);
    for (const source of sources) await busy.produce(source);
    await joining;
    expect(client.heard.slice(0, heardBeforeAck).map(({ name }) => name)).toEqual(['connected']);
    await until(() => client.all('consumerAdded').length + (client.joined?.media.consumers.length ?? 0) === 3);
    for (const source of sources) await busy.request('closeProducer', { epoch: busy.epoch, source });
    await client.leave();
    await pause(600);
  }
});

test('leaving while media are being made leaves nothing behind', async () => {
  const random = makeRandom(3);
  const stays = await t.join();
  for (const source of ['mic', 'camera', 'screen', 'screenAudio'] as const) await stays.produce(source);
  for (let round = 0; round < 40; round += 1) {
    const client = await t.connect();
    const joining = client.join().catch(() => {});
    await pause(random() * 6);
    await client.leave();
    await joining;
  }
  const clients = await Promise.all([t.join(), t.join(), t.join()]);
  const pending = clients.flatMap((client) => [
    client.ask('setSource', { source: 'mic', muted: false }),
    client.ask('setSource', { source: 'camera', muted: true }),
    client.ask('produce', client.producing('mic')),
    client.ask('produce', client.producing('camera')),
    client.ask('setSource', { source: 'mic', muted: null }),
    client.ask('openMedia', { rtpCapabilities: routerRtpCapabilities, maxVideos: 9 }),
    client.ask('leave', {}),
  ]);
  await Promise.allSettled(pending);
});

test('a sender that leaves before its unwatched layers were told leaves no timer', async () => {
  const anna = await t.join();
  await anna.produce('camera', { layers: 3 });
  expect(t.box.counts().timers).toBe(1);
  await anna.request('closeProducer', { epoch: anna.epoch, source: 'camera' });
  await until(() => t.box.counts().timers === 0, 500);
});
