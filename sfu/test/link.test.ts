import { mkdtemp, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boxLinkVersion } from '@parley/worker/contract/box-link.ts';
import { afterEach, expect, test } from 'vitest';
import { protocolVersion } from '../contract/version.ts';
import { BoxUnderTest } from './support/box-under-test.ts';
import { FakeWorker } from './support/fake-worker.ts';
import { until } from './support/until.ts';

const open: { stop(): Promise<void> }[] = [];
const keep = <T extends { stop(): Promise<void> }>(thing: T): T => {
  open.push(thing);
  return thing;
};
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop();
});
const start = async (options: Parameters<typeof BoxUnderTest.start>[0] = {}) => keep(await BoxUnderTest.start(options));

test('first start: makes its key, enrols once, says hello', async () => {
  const t = await start();
  await t.linked();
  const { dataDir } = t.config;
  const files = ['box-key.json', 'enrolled.json', 'signing-keys.json'];
  await until(async () => (await readdir(dataDir)).sort().join() === files.join());
  for (const file of ['box-key.json', 'enrolled.json'])
    expect((await stat(join(dataDir, file))).mode & 0o777).toBe(0o600);
  const { d, ...publicKey } = JSON.parse(await readFile(join(dataDir, 'box-key.json'), 'utf8'));
  expect(d).toMatch(/^.{43}$/);
  expect(t.worker.enrolments).toEqual([{ token: 'enrolment-token-of-the-test', boxId: 'box-1', publicKey }]);
  const hello = t.worker.hellos[0];
  expect(hello).toMatchObject({
    version: boxLinkVersion,
    boxId: 'box-1',
    region: 'local',
    protocol: protocolVersion,
    capacity: 50,
    capacityMbps: null,
    media: [{ address: '127.0.0.1', port: t.config.mediaPort }],
    problems: [],
    rooms: [],
  });
  expect(Math.abs((hello?.atMs ?? 0) - Date.now())).toBeLessThan(5_000);
});

test('second start: the same key, no enrolment', async () => {
  const worker = keep(await FakeWorker.start());
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-box-'));
  const first = await BoxUnderTest.start({ worker, dataDir });
  await first.linked();
  await first.box.close();
  const second = await start({ worker, dataDir, env: { BOX_ENROLMENT_TOKEN: '' } });
  await second.linked();
  expect(worker.enrolments).toHaveLength(1);
});

test('a refused enrolment is the end, in one sentence', async () => {
  const worker = keep(await FakeWorker.start());
  worker.enrolStatus = 401;
  const t = await start({ worker });
  await expect(t.box.enrolled).rejects.toThrow('The Worker refused to enrol the box: Used already.');
});

test('without a token the first start says what is missing', async () => {
  const t = await start({ env: { BOX_ENROLMENT_TOKEN: '' } });
  await expect(t.box.enrolled).rejects.toThrow('BOX_ENROLMENT_TOKEN is not set');
});

test('a Worker that comes later, or fails first, is waited for', async () => {
  const worker = keep(await FakeWorker.start());
  worker.enrolStatus = 503;
  const t = await start({ worker });
  await until(() => worker.enrolments.length === 1);
  worker.enrolStatus = 200;
  await t.linked();
});

test('a Worker that has forgotten the box gets it enrolled again when a token is at hand', async () => {
  const worker = keep(await FakeWorker.start());
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-box-'));
  const first = await BoxUnderTest.start({ worker, dataDir });
  await first.linked();
  await first.box.close();
  worker.knowsBox = false;
  const second = await start({ worker, dataDir });
  await second.linked();
  expect(worker.enrolments).toHaveLength(2);
});

test('a lost link stops nothing: people stay, join and leave, and the Worker hears of it afterwards', async () => {
  const t = await start();
  await t.linked();
  const anna = await t.join();
  const before = await t.token();
  const { port } = t.worker;
  await t.worker.stop();
  await until(() => !t.box.counts().linked);
  const ben = t.client();
  await ben.connect({ type: 'join', protocol: protocolVersion, token: before, clientNonce: 'nonce-nonce' });
  await ben.join();
  await anna.hears('participantJoined');
  await anna.cut();
  await anna.resume();
  await t.worker.listen(port);
  await t.linked();
  const joined = () => t.worker.events.filter(({ type }) => type === 'participant-joined');
  await until(() => joined().length >= 2);
  expect(t.worker.hellos.at(-1)?.rooms[0]?.participantIds.sort()).toEqual([anna.id, ben.id].sort());
  // Up, down, up: one line each, however many attempts there were.
  expect(t.lines.filter(({ event }) => event.startsWith('link-')).map(({ event }) => event)).toEqual([
    'link-up',
    'link-down',
    'link-up',
  ]);
});

test('five messages with events go out at once and then one a second, numbered, and again until acked', async () => {
  const t = await start();
  await t.linked();
  t.worker.acksEvents = false;
  const clients = [];
  for (let count = 0; count < 9; count += 1) clients.push(await t.join());
  await until(() => t.worker.events.length === 9);
  const messages = () => t.worker.received.filter((message) => message.type === 'events');
  expect(messages().length).toBeGreaterThanOrEqual(5);
  expect(messages().length).toBeLessThanOrEqual(7);
  const firstSeqs = messages().map(({ seq }) => seq);
  expect(firstSeqs).toEqual([...firstSeqs].sort());
  t.worker.acksEvents = true;
  t.worker.dropLink();
  await until(() => t.worker.hellos.length === 2);
  await until(() => messages().length === firstSeqs.length * 2);
  expect(
    messages()
      .slice(firstSeqs.length)
      .map(({ seq }) => seq),
  ).toEqual(firstSeqs);
  t.worker.dropLink();
  await until(() => t.worker.hellos.length === 3);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(messages()).toHaveLength(firstSeqs.length * 2);
});

test('load is told on material change, and garbage from the Worker is ignored', async () => {
  const t = await start();
  await t.linked();
  t.worker.linkSocket?.send('not json');
  t.worker.linkSocket?.send(JSON.stringify({ type: 'command', id: 'x', command: { name: 'explode' } }));
  t.worker.linkSocket?.send(Buffer.from([1, 2, 3]));
  await t.join();
  await until(() => t.worker.received.some((message) => message.type === 'load' && message.load.participants === 1));
  const told = t.worker.received.findLast((message) => message.type === 'load');
  expect(told).toMatchObject({ load: { rooms: 1, roomsInP2p: 0, roomsBySize: [1, 0, 0, 0, 0, 0] }, problems: [] });
  expect(t.lines.filter(({ event }) => event === 'link-message-refused')).toHaveLength(3);
  expect(t.worker.hellos).toHaveLength(1);
});

test('a drain that begins while the link opens is told when it is up, and once', async () => {
  const t = await start();
  await t.linked();
  const told = () => t.worker.received.filter((message) => message.type === 'drain');
  t.worker.welcomeRooms = () => {
    void t.box.drain();
    return [];
  };
  t.worker.dropLink();
  await until(() => t.worker.hellos.length === 2);
  expect(t.worker.hellos[1]?.draining).toBe(false);
  await until(() => told().length === 1);
  t.worker.welcomeRooms = () => [];
  t.worker.dropLink();
  await until(() => t.worker.hellos.length === 3);
  expect(t.worker.hellos[2]?.draining).toBe(true);
  await t.linked();
  expect(told()).toHaveLength(1);
});

test('a replacement that never joins does not leave a ghost with the Worker', async () => {
  const times = { joinDeadlineMs: 60, resumeGraceMs: 60, unreachableGraceMs: 60, emptyGraceMs: 20 };
  const t = await start({ limits: { times } });
  await t.linked();
  const anna = await t.join();
  await t.connect({ sub: anna.id });
  const left = () => t.worker.events.flatMap((event) => (event.type === 'participant-left' ? [event.reason] : []));
  await until(() => left().join() === 'replaced,connection-lost');
});

const health = async (t: BoxUnderTest) => {
  const response = await fetch(`${t.url}/health`);
  return { status: response.status, ...((await response.json()) as Record<string, unknown>) };
};

test.each([
  ['upgrade', 'key-wrong'],
  ['upgrade', 'clock-wrong'],
  ['hello', 'not-as-enrolled'],
  ['hello', 'version-incompatible'],
] as const)('a link refused at the %s with %s says so once, with what to do', async (at, code) => {
  const worker = keep(await FakeWorker.start());
  worker.refusesLink = { at, code };
  const t = await start({ worker });
  const refused = () => t.lines.filter(({ event }) => event === 'link-refused');
  await until(() => refused().length === 1);
  expect(refused()).toMatchObject([{ fields: { code, advice: expect.stringMatching(/^[A-Z].*\.$/) } }]);
  expect(await health(t)).toMatchObject({ linked: false, linkRefusal: { code } });
  expect(await (await fetch(`${t.url}/metrics`)).text()).toContain(`parley_link_refusals_total{code="${code}"} 1\n`);
  if (code === 'clock-wrong' || code === 'version-incompatible') return;
  worker.refusesLink = null;
  await t.linked();
  expect(await health(t)).toMatchObject({ status: 200, linked: true, linkRefusal: null });
});

test('a Worker of another version is hung up on, and asked again only later', async () => {
  const worker = keep(await FakeWorker.start());
  const t = await start({ worker });
  await t.linked();
  worker.refusesLink = { at: 'hello', code: 'version-incompatible' };
  worker.dropLink();
  await until(() => worker.hellos.length === 2);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(worker.hellos).toHaveLength(2);
});

test('a clock that differs from the Worker’s is told, and being right again too', async () => {
  const worker = keep(await FakeWorker.start());
  worker.clockAheadMs = 25_000;
  const t = await start({ worker });
  const problems = () => worker.received.flatMap((message) => ('problems' in message ? [message.problems.join()] : []));
  await until(() => problems().at(-1) === 'clock-wrong');
  expect(await health(t)).toMatchObject({ status: 503, ok: false, linked: true, problems: ['clock-wrong'] });
  worker.clockAheadMs = 0;
  worker.dropLink();
  await until(() => problems().at(-1) === '');
  expect(await health(t)).toMatchObject({ status: 200, problems: [] });
});
