import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ack, type RequestName } from '../contract/requests.ts';
import { routerRtpCapabilities } from '../contract/router-capabilities.ts';
import { connection, protocolVersion } from '../contract/version.ts';
import { BoxUnderTest, newId } from './support/box-under-test.ts';
import { expectPackets, sendPackets, setDirect, useDirectMedia } from './support/direct-media.ts';
import { makeRandom, mutate, pick } from './support/mutate.ts';
import { sendParameters } from './support/send-parameters.ts';
import { entry, type TestClient } from './support/test-client.ts';
import { until } from './support/until.ts';

const seed = Number(process.env.FUZZ_SEED ?? 20_261_122);
const attackers = 50;
const messagesEach = 220;
const random = makeRandom(seed);

useDirectMedia();
let t: BoxUnderTest;
beforeAll(async () => {
  t = await BoxUnderTest.start({
    env: { BOX_CAPACITY: '1000' },
    // The test is about what passes: the limits have their own.
    limits: {
      times: { joinDeadlineMs: 1_000 },
      flood: { badMessages: 1e9, windowMs: 10_000 },
      handshakes: { burst: 1e6, perSecond: 1e6 },
    },
  });
  await t.linked();
});
afterAll(() => t.stop());

/** Valid messages, to be mutated. */
function templates(client: TestClient): [RequestName, unknown][] {
  const { epoch } = client;
  const setup = client.joined?.media;
  const to = client.joined?.participants[0]?.id ?? newId();
  const pollIds = client.all('poll').map(({ poll }) => poll.id);
  const sendId = setup?.sendTransport.id ?? 'none';
  const dtlsParameters = {
    role: 'client',
    fingerprints: [{ algorithm: 'sha-256', value: Array(32).fill('AB').join(':') }],
  };
  const ids = [...(setup?.consumers ?? []), ...client.all('consumerAdded').map(({ consumer }) => consumer)].map(
    ({ id }) => id,
  );
  const produce = (source: 'mic' | 'camera' | 'screen', layers = 1): [RequestName, unknown] => [
    'produce',
    { epoch, transportId: sendId, source, rtpParameters: sendParameters(source, layers) },
  ];
  return [
    ['join', { ...entry, sources: [{ source: 'mic', muted: false }], direct: [newId()] }],
    ['openMedia', { rtpCapabilities: routerRtpCapabilities, maxVideos: 9 }],
    ['connectTransport', { epoch, transportId: sendId, dtlsParameters }],
    ['restartIce', { epoch, transportId: setup?.recvTransport.id ?? 'none' }],
    produce('mic'),
    produce('camera', 3),
    produce('screen'),
    ['closeProducer', { epoch, source: 'camera' }],
    ['setSource', { source: 'mic', muted: true }],
    ['setSource', { source: 'camera', muted: false }],
    ['setSource', { source: 'screen', muted: null }],
    ['probe', { epoch, sctpStreamParameters: { streamId: 1, ordered: false, maxRetransmits: 0 } }],
    [
      'signal',
      {
        epoch,
        to,
        link: newId(),
        description: { type: 'offer', sdp: 'v=0\r\n', sources: [{ mid: '0', source: 'mic' }] },
      },
    ],
    ['reportPath', { epoch, participantId: to, path: 'sfu' }],
    ['reportTrouble', { epoch, participantId: to, trouble: 'not-proved' }],
    ['sendChat', { text: 'hello' }],
    ['readChat', { afterSeq: 0 }],
    ['setHand', { raised: true }],
    ['sendChat', { text: 'only you', to }],
    ['react', { reaction: '👍' }],
    ['reportQuality', { quality: pick(random, ['good', 'poor']) }],
    ['stopSources', { participantIds: pick(random, [null, [to]]), sources: ['mic', 'camera'] }],
    ['lowerHands', { participantIds: pick(random, [null, [to]]) }],
    ['setSpotlight', { participantId: pick(random, [null, to]) }],
    ['createPoll', { question: 'Well?', options: ['yes', 'no'], anonymous: random() < 0.5 }],
    ['closePoll', { pollId: pollIds.at(-1) ?? newId() }],
    ['votePoll', { pollId: pollIds.at(-1) ?? newId(), option: pick(random, [0, 1, 2, null]) }],
    ['readPolls', {}],
    ['watch', { epoch, see: [{ participantId: to, source: 'camera' }], hear: [to] }],
    ['moved', {}],
    ['ping', {}],
    ['showConsumers', { epoch, consumers: ids.map((id) => ({ id, hidden: false, sidePx: 320 })) }],
  ];
}

const codes = new Map<string, number>();
let sent = 0;
let answered = 0;

function count(answer: unknown): void {
  answered += 1;
  const result = ack.parse(answer);
  const code = result.ok ? 'ok' : result.error.code;
  codes.set(code, (codes.get(code) ?? 0) + 1);
}

function attack(client: TestClient): void {
  const [name, data] = pick(random, templates(client));
  const times = pick(random, [0, 1, 1, 1, 2, 4]);
  const envelope = { id: randomUUID(), data: mutate(data, random, times) };
  const argument = random() < 0.1 ? mutate(envelope, random, 2) : envelope;
  const form = random();
  sent += 1;
  if (form < 0.03) client.socket.emit(name, argument);
  else if (form < 0.05) client.socket.emit(name, argument, argument, count);
  else if (form < 0.08) client.socket.emit(`${name}${pick(random, ['x', '__proto__', ' '])}`, argument, count);
  else client.socket.emit(name, argument, count);
}

/** Frames of Socket.IO and Engine.IO, cut, doubled and bent. */
async function attackRaw(): Promise<void> {
  const token = await t.token();
  const socket = new WebSocket(`${t.url.replace('http', 'ws')}${connection.path}/?EIO=4&transport=websocket`, {
    headers: { origin: t.worker.origin },
  });
  socket.on('error', () => {});
  await new Promise((resolve) => socket.on('open', resolve));
  const auth = JSON.stringify(
    mutate({ type: 'join', protocol: protocolVersion, token, clientNonce: newId() }, random, pick(random, [0, 1])),
  );
  const frames = [
    `40${auth}`,
    '420["join",{"id":"abcdefgh","data":{}}]',
    '421["leave"]',
    '451-["join",{"_placeholder":true,"num":0}]',
    '2',
    '3',
    '41',
    '42["disconnect"]',
    '42[]',
    '42{}',
    '9',
    'b4AAAA',
  ];
  for (let frame = 0; frame < 20 && socket.readyState === WebSocket.OPEN; frame += 1) {
    const text = frame === 0 ? `40${auth}` : pick(random, frames);
    const cut = random() < 0.3 ? text.slice(0, Math.floor(random() * text.length)) : text;
    socket.send(random() < 0.1 ? Buffer.from(cut) : cut);
    sent += 1;
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
  socket.terminate();
}

test('ten thousand mutated messages change nothing for two people in the same room', { timeout: 60_000 }, async () => {
  // Those who attack may moderate, as far as that goes with hosts.
  const host = { role: 'host' };
  const [anna, ben] = [await t.join({ ...host, name: 'Anna' }), await t.join({ ...host, name: 'Ben' })];
  const stops = [sendPackets(await anna.produce('mic')), sendPackets(await ben.produce('mic'))];
  const [atAnna, atBen] = [
    (await anna.hears('consumerAdded')).consumer.id,
    (await ben.hears('consumerAdded')).consumer.id,
  ];
  for (const [client, id] of [
    [anna, atAnna],
    [ben, atBen],
  ] as const) {
    await client.request('showConsumers', { epoch: client.epoch, consumers: [{ id, hidden: false, sidePx: 0 }] });
    await expectPackets(id);
  }
  const pids = t.box.mediaWorkerPids();
  // Attackers get real WebRTC transports.
  setDirect(false);

  for (let round = 0; round < attackers; round += 1) {
    const attacker = await t.connect({ name: 'Mallory', role: 'co-host' });
    if (round % 5 !== 0) await attacker.join();
    for (let message = 0; message < messagesEach; message += 1) {
      attack(attacker);
      if (message % 40 === 39) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    if (round % 5 === 1) await attackRaw();
    const auth = { type: 'join', protocol: protocolVersion, token: await t.token(), clientNonce: newId() };
    const refusal = await t
      .client()
      .refused(mutate(auth, random, 3))
      .catch(() => 'let in');
    expect(refusal).not.toBe('internal');
    await new Promise((resolve) => setTimeout(resolve, 10));
    await attacker.leave();
  }
  await until(() => answered > sent * 0.8);

  expect(sent).toBeGreaterThanOrEqual(10_000);
  expect(codes.get('internal')).toBe(undefined);
  // The mutations reach every part of the gate, and some messages the handlers.
  for (const code of [
    'ok',
    'request-invalid',
    'wrong-state',
    'unknown-request',
    'too-many-requests',
    'stale-epoch',
    'media-refused',
    'outranked',
    'participant-not-found',
    'polls-full',
  ]) {
    expect(codes.get(code) ?? 0, code).toBeGreaterThan(5);
  }
  expect(
    t.lines.filter(({ event }) => ['request-failed', 'unexpected-error', 'media-worker-died'].includes(event)),
  ).toEqual([]);
  expect(t.box.mediaWorkerPids()).toEqual(pids);

  await Promise.all([expectPackets(atAnna), expectPackets(atBen)]);
  expect([anna.all('left'), ben.all('left'), anna.all('mediaReset')]).toEqual([[], [], []]);
  for (const client of t.clients) if (client !== anna && client !== ben) await client.leave();
  await anna.cut();
  await until(async () => {
    await anna.resume();
    const names = anna.connected.resumed?.participants.map(({ name }) => name);
    await anna.cut();
    return names?.join() === 'Anna,Ben';
  });
  await anna.resume();
  expect(anna.connected.resumed?.participants[1]).toMatchObject({
    name: 'Ben',
    sending: [{ source: 'mic', muted: false }],
  });
  await expectPackets(atAnna);
  for (const stop of stops) stop();
  await t.expectNothingLeft();
});
