import { afterEach, beforeEach, expect, test } from 'vitest';
import { forwarding } from '../contract/forwarding.ts';
import { defaultComfort } from '../src/media/choose-worker.ts';
import { countMedia } from '../src/media/media-counts.ts';
import { BoxUnderTest } from './support/box-under-test.ts';
import { enterAll, openFor, openOf, settled, showAll, watch } from './support/class.ts';
import { consumerOf, expectPackets, packetsOf, sendPackets, useDirectMedia } from './support/direct-media.ts';
import type { TestClient } from './support/test-client.ts';
import { until } from './support/until.ts';

useDirectMedia();
let t: BoxUnderTest;
const stops: (() => void)[] = [];
const speak = (producerId: string) => {
  const stop = sendPackets(producerId);
  stops.push(stop);
  return stop;
};
/** `mediaWorkers`: over how many the room is spread. */
const start = async (forwardAllUpTo: number, mediaWorkers = 1) => {
  t = await BoxUnderTest.start({
    env: { FORWARD_ALL_UP_TO: String(forwardAllUpTo), BOX_CAPACITY: '200', MEDIA_WORKERS: String(mediaWorkers) },
    limits: { comfort: { ...defaultComfort, arriving: 5, smallRoom: 0 }, handshakes: { burst: 1e6, perSecond: 1e6 } },
  });
  await t.linked();
};
beforeEach(() => start(3));
afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  await t.expectNothingLeft();
  await t.stop();
});

const sources = (client: TestClient) =>
  openFor(client).map(({ source, participantId }) => `${source} ${participantId}`);
const plays = (client: TestClient, ofId: string) =>
  openFor(client).some(({ id, participantId }) => participantId === ofId && !consumerOf(id).paused);

test('up to the threshold everything is forwarded; above it only what is named; well below it all of it again', async () => {
  await t.stop();
  await start(5);
  const people = await enterAll(t, 5);
  const [anna, ben, cleo, eve, fay] = people as [TestClient, TestClient, TestClient, TestClient, TestClient];
  for (const client of [anna, ben]) for (const source of ['camera', 'mic'] as const) await client.produce(source);
  await until(() => openFor(cleo).length === 4);
  const dan = await t.connect();
  // A newcomer begins with some pictures; those who were there keep what they have until they say what they watch.
  expect((await dan.join({ maxVideos: 1 })).media.consumers.map(({ source }) => source).sort()).toEqual([
    'camera',
    'mic',
    'mic',
  ]);
  await dan.produce('camera');
  await settled(t.clients);
  expect(openOf(cleo, 'camera')).toHaveLength(2);
  await watch(cleo, [dan, ben]);
  await cleo.hears('consumerAdded', ({ consumer }) => consumer.participantId === dan.id);
  await showAll(cleo);
  await until(() => plays(cleo, dan.id));
  const camera = openOf(cleo, 'camera').find(({ participantId }) => participantId === anna.id);
  await until(() => consumerOf(camera?.id ?? '').paused);
  // Kept, so that it comes back at once.
  await watch(cleo, [anna]);
  await until(() => !consumerOf(camera?.id ?? '').paused);
  expect(cleo.all('consumerClosed')).toEqual([]);
  expect(openOf(dan, 'camera')).toHaveLength(1);
  // Nothing comes or goes because somebody leaves, or opens media anew, at the threshold.
  const heardByBen = () => ben.all('consumerAdded').length + ben.all('consumerClosed').length;
  const before = heardByBen();
  await fay.leave();
  await eve.openMedia();
  await settled(t.clients);
  expect(heardByBen()).toBe(before);
  await eve.leave();
  await anna.leave();
  await until(() => sources(dan).sort().join() === [`camera ${ben.id}`, `mic ${ben.id}`].join());
  await until(() => sources(ben).join() === `camera ${dan.id}`);
  // What was kept for later plays again when everything does.
  await until(() => openOf(cleo, 'camera').every(({ id }) => !consumerOf(id).paused));
});

test('what somebody names before it is sent comes when it is, and a screen’s sound comes to all', async () => {
  const [anna, ben, cleo, dan] = (await enterAll(t, 4)) as [TestClient, TestClient, TestClient, TestClient];
  await watch(anna, [ben]);
  await ben.produce('camera');
  await cleo.produce('camera');
  await dan.produce('screenAudio');
  await settled(t.clients);
  expect(sources(anna).sort()).toEqual([`camera ${ben.id}`, `screenAudio ${dan.id}`]);
  expect([sources(ben), sources(cleo)]).toEqual([[`screenAudio ${dan.id}`], [`screenAudio ${dan.id}`]]);
  // Of another epoch it means nothing.
  const stale = { placement: 1, change: 99 };
  expect(await anna.codeOf('watch', { epoch: stale, see: [], hear: [] })).toBe('stale-epoch');
});

test('the voices of the loudest, in turns that open nothing anew, and of whoever is named', {
  timeout: 30_000,
}, async () => {
  const people = await enterAll(t, 14);
  const [listener, ...speakers] = people as [TestClient, ...TestClient[]];
  const mics = new Map<TestClient, string>();
  for (const speaker of speakers) mics.set(speaker, await speaker.produce('mic', { muted: true }));
  await settled(people);
  expect(openOf(listener, 'mic')).toHaveLength(forwarding.voices);
  const isHeard = (speaker: TestClient) => plays(listener, speaker.id);
  const last = speakers.at(-1) as TestClient;
  expect(isHeard(last)).toBe(false);
  // Whoever opens the microphone has a voice before a word is said.
  await last.say('mic', false);
  await until(() => isHeard(last));
  const stop = speak(mics.get(last) ?? '');
  const { consumer } = await listener.hears(
    'consumerAdded',
    ({ consumer: { participantId } }) => participantId === last.id,
  );
  await expectPackets(consumer.id);
  // A voice for everybody in turn: at most as many stay open as may.
  for (const speaker of speakers.slice(0, -1)) {
    await speaker.say('mic', false);
    await until(() => isHeard(speaker));
  }
  await settled(people);
  expect(openOf(listener, 'mic')).toHaveLength(forwarding.openVoices);
  // Who speaks was never displaced.
  expect(isHeard(last)).toBe(true);
  stop();
  const silent = speakers.find((speaker) => !isHeard(speaker)) as TestClient;
  await watch(listener, [], [silent]);
  await until(() => isHeard(silent));
  speak(mics.get(silent) ?? '');
  await until(() =>
    openOf(listener, 'mic').some(({ id, participantId }) => participantId === silent.id && packetsOf(id) > 3),
  );
});

test('whoever speaks is heard by all, however many others could', { timeout: 30_000 }, async () => {
  const people = await enterAll(t, 12);
  const mics: string[] = [];
  for (const speaker of people) mics.push(await speaker.produce('mic'));
  await settled(people);
  await new Promise((resolve) => setTimeout(resolve, 1_600));
  const listener = people[0] as TestClient;
  const unheard = people.findIndex((speaker) => speaker !== listener && !plays(listener, speaker.id));
  const speaker = people[unheard] as TestClient;
  speak(mics[unheard] ?? '');
  for (const other of people.filter((each) => each !== speaker)) await until(() => plays(other, speaker.id));
});

test('the proof of the way through the box expects only what is selected', async () => {
  const people = await enterAll(t, 5);
  const [anna, ben] = people as [TestClient, TestClient];
  await anna.produce('camera');
  await watch(ben, []);
  const proof = { epoch: ben.mode.epoch, participantId: anna.id, path: 'sfu' as const };
  expect(await ben.codeOf('reportPath', proof)).toBe('ok');
  await anna.say('screen', false);
  expect(await ben.codeOf('reportPath', proof)).toBe('proof-refused');
});

test('many leave at once, while others look at them: nothing fails', { timeout: 60_000 }, async () => {
  const people = await enterAll(t, 24, {}, { maxVideos: 20 });
  for (const client of people) await client.produce('camera', { layers: 3 });
  for (const client of people) await client.produce('mic');
  const [staying, leaving] = [people.slice(0, 3), people.slice(3)];
  for (const client of staying) await watch(client, leaving);
  await settled(people);
  const gone = leaving.map((client) => client.leave());
  const codes = staying.map((client) => {
    const consumers = openFor(client).map(({ id }, index) => ({ id, hidden: index % 2 === 0, sidePx: 1_280 }));
    return client.codeOf('showConsumers', { epoch: client.epoch, consumers });
  });
  expect(new Set(await Promise.all(codes))).toEqual(new Set(['ok']));
  await Promise.all(gone);
  await until(() =>
    staying.every((client) =>
      openFor(client).every(({ participantId }) => !leaving.some(({ id }) => id === participantId)),
    ),
  );
  await settled(staying);
  expect(t.lines.filter(({ event }) => event === 'room-media-failed' || event === 'request-failed')).toEqual([]);
});

const each = test.each([1, 2]);
each(
  'a class of 100 over %i media workers: what each one gets is bounded, and what the room costs',
  async (workers) => {
    await t.stop();
    await start(16, workers);
    const people = await enterAll(t, 99, {}, { maxVideos: 9 });
    const [teacher, ...pupils] = people as [TestClient, ...TestClient[]];
    await teacher.produce('screen');
    await teacher.produce('screenAudio');
    for (const client of people.slice(0, 40)) await client.produce('camera');
    const mics = new Map<TestClient, string>();
    for (const client of people.slice(0, 30)) mics.set(client, await client.produce('mic', { muted: true }));
    await settled(people);
    expect(t.box.counts().roomsSpread).toBe(workers - 1);
    const forwarded = () => countMedia().consumers - countMedia().pipedStreams;
    const before = forwarded();

    const late = await t.connect();
    const startedAtMs = Date.now();
    const { media } = await late.join({ maxVideos: 9 });
    const joinedInMs = Date.now() - startedAtMs;
    expect(media.consumers.length).toBeLessThanOrEqual(9 + forwarding.voices + 1);
    expect(JSON.stringify(media.consumers).length).toBeLessThan(32 * 1024);
    expect(joinedInMs).toBeLessThan(3_000);
    expect(forwarded() - before).toBe(media.consumers.length);

    // Everybody pages through everybody, while ten people take turns to speak.
    const cameras = people.slice(0, 40);
    for (let page = 0; page < 4; page += 1) {
      const paging = Promise.all(pupils.map((pupil) => watch(pupil, cameras.slice(page * 10, page * 10 + 25))));
      // Nobody waits for all that to be done.
      const askedAtMs = Date.now();
      await teacher.request('ping', {});
      expect(Date.now() - askedAtMs).toBeLessThan(1_500);
      await paging;
      const speaker = people[page * 5] as TestClient;
      await speaker.say('mic', false);
      const stop = speak(mics.get(speaker) ?? '');
      await settled(people);
      await until(() => pupils.filter((pupil) => pupil !== speaker).every((pupil) => plays(pupil, speaker.id)), 15_000);
      stop();
    }
    for (const client of people) {
      const pictures = openFor(client).filter(({ source }) => source === 'camera' || source === 'screen');
      expect(pictures.length).toBeLessThanOrEqual(forwarding.pictures);
      expect(openOf(client, 'mic').length).toBeLessThanOrEqual(forwarding.openVoices);
      expect(openOf(client, 'screenAudio').length).toBe(client === teacher ? 0 : 1);
    }
    for (const client of people) expect(new Set(sources(client)).size).toBe(openFor(client).length);
    const { pictureConsumers, pausedConsumers } = countMedia();
    expect(pictureConsumers).toBeLessThanOrEqual(100 * forwarding.pictures);
    expect(pausedConsumers).toBeGreaterThan(0);
    const most = 100 * (forwarding.pictures + forwarding.openVoices + 1);
    expect(forwarded()).toBeLessThanOrEqual(most);
    // What is told about somebody is told once to each, and costs the same whoever watches.
    const heard = teacher.heard.length;
    await (people[50] as TestClient).request('setHand', { raised: true });
    await teacher.request('ping', {});
    const told = teacher.heard.slice(heard).filter(({ name }) => name !== 'speakers');
    expect(told.map(({ name }) => name)).toEqual(['participantChanged']);
    expect(t.lines.filter(({ event }) => event === 'room-media-failed')).toEqual([]);
  },
  120_000,
);
