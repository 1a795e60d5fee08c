import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { protocolVersion } from '../contract/version.ts';
import { type BoxProcess, runBox } from './support/box-process.ts';
import { BoxUnderTest, newId, newMeetingId } from './support/box-under-test.ts';
import { FakeWorker } from './support/fake-worker.ts';
import { RedisServer } from './support/redis-server.ts';
import { TestClient } from './support/test-client.ts';
import { until } from './support/until.ts';

const open: { stop(): Promise<void> | void }[] = [];
const keep = <T extends { stop(): Promise<void> | void }>(thing: T): T => {
  open.push(thing);
  return thing;
};
let redis: RedisServer;
let room: string;
let key: string;
beforeEach(async () => {
  redis = keep(await RedisServer.start());
  room = newMeetingId();
  key = `parley:room:${room}:1`;
});
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop();
});

const question = { question: 'Where to?', options: ['North', 'South'], anonymous: false };
const texts = async (client: TestClient) =>
  (await client.request('readChat', { afterSeq: 0 })).messages.map(({ text }) => text);
/** Newest message that somebody was told of, on entering or since. */
const lastSeq = (client: TestClient) =>
  Math.max(client.joined?.lastChatSeq ?? 0, ...client.all('chat').map(({ message }) => message.seq));
const start = async (env = {}) => {
  const t = keep(await BoxUnderTest.start({ env: { REDIS_URL: redis.url, ...env } }));
  await t.linked();
  return t;
};
const events = (t: BoxUnderTest, name: string) => t.lines.filter(({ event }) => event === name);
const count = (fields: Record<string, string>, kind: string) =>
  Object.keys(fields).filter((field) => field.startsWith(kind)).length;

async function enter(box: BoxProcess, worker: FakeWorker, claims = {}): Promise<TestClient> {
  const client = new TestClient(box.url, worker.origin);
  keep({ stop: () => client.close() });
  const token = await worker.sign({ ...BoxUnderTest.claimsFor(worker.origin, room), ...claims });
  await client.connect({ type: 'join', protocol: protocolVersion, token, clientNonce: newId() });
  await client.join();
  return client;
}

test('kill -9 of the box: whoever comes back finds the people, what was said, asked and raised', async () => {
  const worker = keep(await FakeWorker.start());
  const env = { REDIS_URL: redis.url, BOX_DATA_DIR: await mkdtemp(join(tmpdir(), 'parley-box-')) };
  const first = keep(await runBox(worker, env));
  const [anna, ben] = [
    await enter(first, worker, { name: 'Anna', role: 'host' }),
    await enter(first, worker, { name: 'Ben' }),
  ];
  await anna.request('sendChat', { text: 'Hello' });
  await ben.request('sendChat', { text: 'Hi' });
  await ben.request('setHand', { raised: true });
  const { poll } = await anna.request('createPoll', question);
  await ben.request('votePoll', { pollId: poll.id, option: 1 });
  await anna.request('setSpotlight', { participantId: ben.id });
  await redis.holds(key, (fields) => count(fields, '') === 2 + 2 + 1 + 1 + 1 + 1);
  await redis.with(async (client) => expect(await client.pTTL(key)).toBeGreaterThan(3_000_000));

  first.stop();
  await first.exited;
  const second = keep(await runBox(worker, { ...env, BOX_ENROLMENT_TOKEN: '' }));
  const back = await enter(second, worker, { name: 'Anna', role: 'host', sub: anna.id });
  await until(() => lastSeq(back) === 2);
  expect(await texts(back)).toEqual(['Hello', 'Hi']);
  const seen = [
    back.joined?.participants ?? [],
    ...back.all('participantJoined').map((one) => [one.participant]),
  ].flat();
  expect(seen.find(({ id }) => id === ben.id)).toMatchObject({
    name: 'Ben',
    suspended: true,
    handRaisedAtMs: expect.any(Number),
  });
  const { polls } = await back.request('readPolls', {});
  expect(polls).toMatchObject([
    { poll: { id: poll.id, question: 'Where to?' }, results: [{ votes: 0 }, { votes: 1 }] },
  ]);
  expect([back.joined?.spotlight, ...back.all('spotlight').map((one) => one.participantId)]).toContain(ben.id);
  // And it goes on from there.
  const { message } = await back.request('sendChat', { text: 'Back' });
  expect(message.seq).toBe(3);
  await redis.holds(key, (fields) => count(fields, 'chat:') === 3);
}, 60_000);

test('Redis dies under a meeting and comes back empty: nobody notices, and it is told everything', async () => {
  const t = await start();
  const [anna, ben] = [await t.join({ room }), await t.join({ room })];
  await anna.request('sendChat', { text: 'before' });
  await redis.holds(key, (fields) => count(fields, 'chat:') === 1);
  await redis.kill();
  await until(() => events(t, 'redis-down').length === 1);
  const beganAtMs = Date.now();
  for (const text of ['1', '2', '3']) await anna.request('sendChat', { text });
  await ben.request('setHand', { raised: true });
  const late = await t.join({ room });
  expect(await texts(late)).toEqual(['before', '1', '2', '3']);
  expect(Date.now() - beganAtMs).toBeLessThan(1_500);
  expect(t.box.counts()).toMatchObject({ redisIsUp: false, problems: [] });
  await redis.start();
  await redis.holds(key, (fields) => count(fields, 'chat:') === 4 && count(fields, 'hand:') === 1);
  await redis.holds(key, (fields) => count(fields, 'person:') === 3);
  expect(events(t, 'redis-down')).toHaveLength(1);
  await t.expectNothingLeft();
  await redis.with((client) => until(async () => (await client.exists(key)) === 0));
});

test('a Redis that hangs holds nobody up, and is told afterwards', async () => {
  const t = await start();
  const anna = await t.join({ room });
  redis.hang(true);
  const beganAtMs = Date.now();
  for (const text of ['1', '2', '3']) await anna.request('sendChat', { text });
  const other = await t.join({ room: newMeetingId() });
  await other.request('sendChat', { text: 'elsewhere' });
  expect(Date.now() - beganAtMs).toBeLessThan(1_500);
  await until(() => events(t, 'redis-down').length === 1);
  redis.hang(false);
  await redis.holds(key, (fields) => count(fields, 'chat:') === 3);
});

test('Redis that is not there at the start is waited for', async () => {
  await redis.kill();
  const t = await start();
  await until(() => events(t, 'redis-down').length === 1);
  const anna = await t.join({ room });
  await anna.request('sendChat', { text: 'early' });
  await redis.start();
  await redis.holds(key, (fields) => count(fields, 'chat:') === 1 && count(fields, 'person:') === 1);
});

test('what is damaged in Redis is left out, and the rest is believed', async () => {
  const author = newId();
  const message = { id: newId(), participantId: author, name: 'Anna', role: 'guest', to: null, file: null, atMs: 1 };
  await redis.with(async (client) => {
    await client.hSet(key, {
      [`chat:${message.id}`]: JSON.stringify({ ...message, seq: 4, text: 'kept' }),
      'chat:bad': 'not json',
      [`chat:${newId()}`]: JSON.stringify({ ...message, seq: -1, text: 'bad' }),
      [`person:${newId()}`]: JSON.stringify({ name: 'x'.repeat(100_000), role: 'host' }),
      [`hand:${newId()}`]: '"soon"',
      constructor: '1',
      spotlight: '{}',
    });
    // Not even a hash.
    await client.set(`parley:room:${room}:2`, 'nonsense');
  });
  const t = await start();
  const anna = await t.join({ room });
  await until(() => lastSeq(anna) === 4);
  expect(await texts(anna)).toEqual(['kept']);
  expect(events(t, 'room-record-damaged')).toMatchObject([{ fields: { meetingId: room, placement: 1, fields: 6 } }]);
  await redis.holds(key, (fields) => Object.keys(fields).length === 2);
  const moved = await t.join({ room, placement: 2 });
  await moved.request('sendChat', { text: 'anew' });
  await redis.holds(`parley:room:${room}:2`, (fields) => count(fields, 'chat:') === 1);
  expect(events(t, 'room-record-refused')).toMatchObject([{ fields: { meetingId: room, placement: 2 } }]);
  // The placement that is over is forgotten.
  await redis.with((client) => until(async () => (await client.exists(key)) === 0));
});

test('what a room got from the Worker is kept like what happened in it', async () => {
  const t = await start();
  const anna = await t.join({ room });
  const id = newId();
  const expected = [{ id: newId(), name: 'Ben', role: 'guest' as const, handRaisedAtMs: 5 }];
  const chat = [
    {
      id,
      seq: 1,
      participantId: newId(),
      name: 'Ben',
      role: 'guest' as const,
      to: null,
      text: 'Hi',
      file: null,
      atMs: 1,
    },
  ];
  await t.worker.restore(room, 1, { expected, chat });
  await redis.holds(
    key,
    (fields) => `chat:${id}` in fields && count(fields, 'person:') === 2 && count(fields, 'hand:') === 1,
  );
  await anna.leave();
});

test('a box that is stopped writes what was just said, and keeps who was there', async () => {
  const t = await start();
  const [anna, ben] = [await t.join({ room }), await t.join({ room })];
  await ben.request('setHand', { raised: true });
  await anna.request('setSpotlight', { participantId: ben.id });
  await redis.holds(key, (fields) => count(fields, '') === 2 + 1 + 1);
  await anna.request('sendChat', { text: 'just said' });
  await t.box.close();
  const fields = await redis.with((client) => client.hGetAll(key));
  const names = Object.keys(fields).map((field) => field.replace(/^chat:.*/, 'chat'));
  const wanted = [`person:${anna.id}`, `person:${ben.id}`, `hand:${ben.id}`, 'spotlight', 'chat'];
  expect(names.toSorted()).toEqual(wanted.toSorted());
});

test('a meeting that the Worker places anew has also what the Worker did not hear any more; another day’s has not', async () => {
  const worker = keep(await FakeWorker.start());
  const env = { REDIS_URL: redis.url, BOX_DATA_DIR: await mkdtemp(join(tmpdir(), 'parley-box-')) };
  const first = keep(await runBox(worker, env));
  const anna = await enter(first, worker, { name: 'Anna', role: 'host' });
  const { message } = await anna.request('sendChat', { text: 'heard' });
  await anna.request('sendChat', { text: 'said last' });
  const { poll } = await anna.request('createPoll', question);
  await redis.holds(key, (fields) => count(fields, 'chat:') === 2 && count(fields, 'poll:') === 1);
  first.stop();
  await first.exited;

  worker.welcomeRooms = () => [];
  const t = keep(await BoxUnderTest.start({ worker, env: { REDIS_URL: redis.url } }));
  await t.linked();
  const back = await t.join({ room, placement: 2 });
  expect(await texts(back)).toEqual([]);
  await redis.holds(`parley:room:${room}:2`, (fields) => count(fields, 'person:') === 1);
  expect(await texts(back)).toEqual([]);
  await worker.restore(room, 2, { chat: [message] });
  await until(() => lastSeq(back) === 2);
  expect(await texts(back)).toEqual(['heard', 'said last']);
  await back.hears('poll', (stand) => stand.poll.id === poll.id);
  await redis.holds(`parley:room:${room}:2`, (fields) => count(fields, 'chat:') === 2 && `poll:${poll.id}` in fields);
}, 60_000);
