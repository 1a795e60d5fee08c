import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { routerRtpCapabilities } from '../contract/router-capabilities.ts';
import { BoxUnderTest, newId } from './support/box-under-test.ts';
import { until } from './support/until.ts';

let t: BoxUnderTest;
beforeAll(async () => {
  t = await BoxUnderTest.start();
});
afterEach(() => t.expectNothingLeft());
afterAll(() => t.stop());

const media = { rtpCapabilities: routerRtpCapabilities, maxVideos: 9 };
const joining = { ...media, sources: [], hideAddress: false, direct: [] };
const code = (answer: unknown) => (answer as { error?: { code: string } } | null)?.error?.code ?? answer;

describe('refusals', () => {
  test('unknown names, also those that every object has', async () => {
    const client = await t.join();
    for (const name of ['dance', 'toString', '__proto__', 'constructor', 'left', '']) {
      expect(code(await client.send(name, { id: newId(), data: {} }))).toBe('unknown-request');
    }
  });

  test.each([undefined, null, 7, 'x', [], {}, { id: 'short' }, { id: newId(), data: {}, sub: 'someone-else' }])(
    'an envelope that is none: %j',
    async (argument) => {
      const client = await t.join();
      expect(code(await client.send('showConsumers', argument))).toBe('request-invalid');
    },
  );

  test('a payload with fields of its own: the sender is the socket, never a field', async () => {
    const [client, victim] = [await t.join(), await t.join()];
    await victim.produce('mic');
    const data = { source: 'mic', muted: true, participantId: victim.id };
    expect(code(await client.send('setSource', { id: newId(), data }))).toBe('request-invalid');
    const { participantId: _, ...own } = data;
    expect(await client.send('setSource', { id: newId(), data: own })).toEqual({ ok: true, data: {} });
    expect(victim.joined && client.all('participantChanged').at(-1)?.participant.sending).toEqual([
      { source: 'mic', muted: false },
    ]);
  });

  test('without an ack, with more arguments, or binary: ignored or refused, and counted', async () => {
    const client = await t.join();
    const before = t.box.counts().badMessages;
    client.socket.emit('leave');
    client.socket.emit('leave', { id: newId(), data: {} });
    client.socket.emit('leave', 1, 2, 3);
    client.socket.emit('leave', Buffer.from('binary'));
    expect(await client.send('leave', { id: newId(), data: {} }, 'more')).toBe(null);
    expect(code(await client.send('leave', Buffer.from('binary')))).toBe('request-invalid');
    expect(code(await client.send('leave', { id: newId(), data: Buffer.from('binary') }))).toBe('request-invalid');
    expect(t.box.counts().badMessages - before).toBe(7);
    expect(client.all('left')).toEqual([]);
  });

  test('before joining one can only join and leave (GHSA-6268-rqrh-9rf3: lobby peers calling WebRTC handlers)', async () => {
    const client = await t.connect();
    const { epoch } = client;
    const dtlsParameters = { fingerprints: [{ algorithm: 'sha-256' as const, value: Array(32).fill('00').join(':') }] };
    expect(await client.codeOf('openMedia', media)).toBe('wrong-state');
    expect(await client.codeOf('produce', client.producing('mic'))).toBe('wrong-state');
    expect(await client.codeOf('connectTransport', { epoch, transportId: 'x', dtlsParameters })).toBe('wrong-state');
    expect(await client.codeOf('restartIce', { epoch, transportId: 'x' })).toBe('wrong-state');
    expect(await client.codeOf('showConsumers', { epoch, consumers: [] })).toBe('wrong-state');
    expect(await client.codeOf('setSource', { source: 'mic', muted: true })).toBe('wrong-state');
    expect(await client.codeOf('sendChat', { text: 'hello' })).toBe('wrong-state');
    expect(await client.codeOf('signal', { epoch, to: newId(), link: newId() })).toBe('wrong-state');
    expect(await client.codeOf('closeProducer', { epoch, source: 'mic' })).toBe('wrong-state');
    await client.join();
  });

  test('join is for once', async () => {
    const client = await t.connect();
    const both = await Promise.all([client.ask('join', joining), client.ask('join', joining)]);
    expect(both.map((answer) => (answer.ok ? 'ok' : answer.error.code)).sort()).toEqual(['ok', 'wrong-state']);
    expect(await client.codeOf('join', joining)).toBe('wrong-state');
  });

  test('nothing allowed unless granted', async () => {
    const sender = await t.join();
    await sender.produce('mic');
    const client = await t.connect({ grants: ['send-mic'] });
    const { media: setup } = await client.join();
    expect(setup.consumers).toEqual([]);
    expect(await client.codeOf('showConsumers', { epoch: client.epoch, consumers: [] })).toBe('not-granted');
    expect(await client.codeOf('produce', client.producing('camera'))).toBe('not-granted');
    expect(await client.codeOf('produce', client.producing('screen'))).toBe('not-granted');
    expect(await client.codeOf('produce', client.producing('screenAudio'))).toBe('not-granted');
    expect(await client.codeOf('setSource', { source: 'camera', muted: true })).toBe('not-granted');
    expect(await client.codeOf('sendChat', { text: 'hello' })).toBe('not-granted');
    expect(await client.codeOf('readChat', { afterSeq: 0 })).toBe('not-granted');
    expect(await client.codeOf('setHand', { raised: true })).toBe('not-granted');
    await client.produce('mic');
    await sender.produce('camera');
    expect(client.all('consumerAdded')).toEqual([]);
  });

  test('too often', async () => {
    const client = await t.join();
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => client.ask('closeProducer', { epoch: client.epoch, source: 'mic' })),
    );
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
    expect(codes.filter((one) => one === 'producer-not-found')).toHaveLength(16);
    expect(codes.filter((one) => one === 'too-many-requests')).toHaveLength(9);
  });

  test('media requests of another epoch, transport, consumer or source', async () => {
    const client = await t.join();
    const { epoch } = client;
    const produce = client.producing('camera');
    expect(await client.codeOf('produce', { ...produce, epoch: { ...epoch, change: 1 } })).toBe('stale-epoch');
    expect(await client.codeOf('produce', { ...produce, epoch: { placement: 2, change: 0 } })).toBe('stale-epoch');
    expect(await client.codeOf('produce', { ...produce, transportId: 'nowhere' })).toBe('transport-not-found');
    const transportId = client.joined?.media.recvTransport.id ?? '';
    expect(await client.codeOf('produce', { ...produce, transportId })).toBe('transport-not-found');
    expect(await client.codeOf('restartIce', { epoch, transportId: 'nowhere' })).toBe('transport-not-found');
    expect(await client.codeOf('closeProducer', { epoch, source: 'camera' })).toBe('producer-not-found');
    await client.produce('camera');
    expect(await client.codeOf('produce', produce)).toBe('source-taken');
    const stranger = await t.join();
    expect(await stranger.codeOf('produce', { ...client.producing('mic'), source: 'mic' })).toBe('transport-not-found');
  });

  test('media parameters that contradict themselves', async () => {
    const client = await t.join();
    const video = client.producing('camera');
    expect(await client.codeOf('produce', video)).toBe('source-off');
    await client.say('mic', false);
    await client.say('camera', false);
    expect(await client.codeOf('produce', { ...video, source: 'mic' })).toBe('media-refused');
    const nonsense = {
      ...video.rtpParameters,
      codecs: video.rtpParameters.codecs.map((codec) => ({ ...codec, mimeType: 'video/theora' })),
    };
    expect(await client.codeOf('produce', { ...video, rtpParameters: nonsense })).toBe('media-refused');
    const twice = { ...video.rtpParameters, encodings: [{ ssrc: 5 }, { ssrc: 5 }] };
    expect(await client.codeOf('produce', { ...video, rtpParameters: twice })).toBe('media-refused');
    expect(await client.codeOf('produce', video)).toBe('ok');
    const late = await t.connect();
    const codecs = (routerRtpCapabilities.codecs ?? []).map((codec) => ({ ...codec, kind: 'audio' as const }));
    expect(await late.codeOf('join', { ...joining, rtpCapabilities: { codecs } })).toBe('media-refused');
    await late.join();
  });
});

describe('retries', () => {
  test('a retry gets the first result: what changes state happens once', async () => {
    const [client, other] = [await t.join(), await t.join()];
    const id = randomUUID();
    await client.say('mic', false);
    const produce = client.producing('mic');
    const first = await client.ask('produce', produce, id);
    expect(await client.ask('produce', produce, id)).toEqual(first);
    await other.hears('consumerAdded');
    expect(other.all('consumerAdded')).toHaveLength(1);
  });

  test('also while the first is still under way, and over a new socket', async () => {
    const client = await t.connect();
    const id = randomUUID();
    const [first, second] = await Promise.all([client.ask('join', joining, id), client.ask('join', joining, id)]);
    expect(second).toEqual(first);
    client.joined = first.ok ? first.data : null;
    await client.cut();
    await client.resume();
    expect(await client.ask('join', joining, id)).toEqual(first);
  });

  test('a refusal of a handler is remembered too; the id of one request is no good for another', async () => {
    const client = await t.join();
    const id = randomUUID();
    const close = { epoch: client.epoch, source: 'mic' as const };
    const first = await client.ask('closeProducer', close, id);
    await client.produce('mic');
    expect(await client.ask('closeProducer', close, id)).toEqual(first);
    expect(code(await client.send('setSource', { id, data: { source: 'mic', muted: true } }))).toBe('request-invalid');
  });

  test('what the gate refused is not remembered', async () => {
    const client = await t.connect();
    const id = randomUUID();
    expect(code(await client.ask('openMedia', media, id))).toBe('wrong-state');
    await client.join();
    expect((await client.ask('openMedia', media, id)).ok).toBe(true);
  });
});

test('a socket that keeps sending garbage is closed, with a name', async () => {
  const [client, other] = [await t.join(), await t.join()];
  for (let count = 0; count < 101; count += 1) client.socket.emit('nonsense', count);
  await client.hears('left', ({ reason }) => reason === 'failed');
  await other.hears('participantLeft', ({ reason }) => reason === 'failed');
  expect(t.lines.some(({ event }) => event === 'socket-flooded')).toBe(true);
  expect(t.box.counts().floods).toBe(1);
});

test('a message above the limit ends the connection, not the box', async () => {
  const [client, other] = [await t.join(), await t.join()];
  client.socket.emit('join', { id: newId(), data: 'x'.repeat(200_000) });
  await until(() => client.socket.disconnected);
  await other.hears('participantChanged', ({ participant }) => participant.suspended);
  await client.resume();
});
