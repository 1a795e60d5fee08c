import { Manager } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { NoticeOf } from '../contract/notices.ts';
import { type PayloadOf, type ReplyOf, requests } from '../contract/requests.ts';
import { connection, protocolVersion } from '../contract/version.ts';
import { BoxUnderTest, newId } from './support/box-under-test.ts';
import { entry, type TestClient } from './support/test-client.ts';
import { until } from './support/until.ts';

let t: BoxUnderTest;
beforeAll(async () => {
  t = await BoxUnderTest.start();
  await t.linked();
});
afterEach(() => t.expectNothingLeft());
afterAll(() => t.stop());

const shake = (token: string, join: unknown, clientNonce = newId()) => ({
  type: 'join',
  protocol: protocolVersion,
  token,
  clientNonce,
  join,
});
const joining = (data: Partial<PayloadOf<'join'>> = {}, id = newId()) => ({ id, data: { ...entry, ...data } });
const dtlsParameters: PayloadOf<'join'>['dtlsParameters'] = {
  role: 'client',
  fingerprints: [{ algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') }],
};

function replyIn({ result }: NoticeOf<'joinAnswered'>): ReplyOf<'join'> {
  if (!result.ok) throw new Error(result.error.code);
  return requests.join.reply.parse(result.data);
}

/** Connects with a `join` in the handshake, and takes its answer as the one to `join`. */
async function enter(client: TestClient, data: Partial<PayloadOf<'join'>> = {}): Promise<ReplyOf<'join'>> {
  const join = joining(data);
  await client.connect(shake(await t.token(), join));
  client.joined = replyIn(await client.hears('joinAnswered', ({ id }) => id === join.id));
  client.epoch = client.joined.media.epoch;
  return client.joined;
}

describe('a join that comes with the handshake', () => {
  test('is answered after `connected`, and before anything that stands on it', async () => {
    const before = await t.join();
    await before.produce('mic');
    const client = t.client();
    const reply = await enter(client, { sources: [{ source: 'mic', muted: true }] });
    expect(reply.participants.map(({ id }) => id)).toEqual([before.id, client.id]);
    expect(reply.media.consumers).toHaveLength(1);
    expect(client.heard.slice(0, 2).map(({ name }) => name)).toEqual(['connected', 'joinAnswered']);
    const { participant } = await before.hears('participantJoined');
    expect(participant.sending).toEqual([{ source: 'mic', muted: true }]);
    await client.produce('mic', { muted: true });
  });

  test('is refused by the gate as any other, and changes nothing', async () => {
    const client = t.client();
    await client.connect(shake(await t.token(), { id: newId(), data: { ...entry, maxVideos: -1 } }));
    const { result } = await client.hears('joinAnswered');
    expect(result).toMatchObject({ ok: false, error: { code: 'request-invalid' } });
    expect((await client.join()).participants).toHaveLength(1);
  });

  test.each([{ id: 'short', data: entry }, { id: newId(), data: entry, name: 'leave' }, { data: entry }, 'join', []])(
    'a malformed envelope is a malformed handshake, and the token stays good: %#',
    async (envelope) => {
      const token = await t.token();
      expect(await t.client().refused(shake(token, envelope))).toBe('handshake-invalid');
      await t.client().connect(shake(token, joining()));
    },
  );

  test('opens no door: with a token that is refused nothing is joined', async () => {
    const token = await t.token({ aud: 'box-2' });
    expect(await t.client().refused(shake(token, joining()))).toBe('token-wrong-box');
    expect(t.box.counts()).toMatchObject({ rooms: 0, peers: 0 });
  });

  test('does not go with a resume secret', async () => {
    const client = await t.join();
    const { resumeSecret: secret } = client.connected;
    const resume = { type: 'resume', protocol: protocolVersion, participantId: client.id, secret };
    expect(await t.client().refused({ ...resume, join: joining() })).toBe('handshake-invalid');
  });

  test('happens once: the same token, nonce and id get the first answer', async () => {
    const [token, nonce, join] = [await t.token(), newId(), joining()];
    const client = t.client();
    await client.connect(shake(token, join, nonce));
    const first = replyIn(await client.hears('joinAnswered'));
    await client.cut();
    const again = t.client();
    await again.connect(shake(token, join, nonce));
    expect(replyIn(await again.hears('joinAnswered'))).toEqual(first);
    expect(t.box.counts().peers).toBe(1);
  });

  test('happens once: asked again over a resumed connection it gets the first answer', async () => {
    const [token, join] = [await t.token(), joining()];
    const client = t.client();
    await client.connect(shake(token, join));
    client.joined = replyIn(await client.hears('joinAnswered'));
    await client.cut();
    await client.resume();
    expect(await client.ask('join', join.data, join.id)).toEqual({ ok: true, data: client.joined });
  });
});

describe("the client's end of the transports, told beforehand", () => {
  test('connects both', async () => {
    const client = t.client();
    const { media } = await enter(client, { dtlsParameters });
    for (const { id: transportId } of [media.sendTransport, media.recvTransport]) {
      const code = await client.codeOf('connectTransport', { epoch: client.epoch, transportId, dtlsParameters });
      expect(code).toBe('media-refused');
    }
  });

  test('connects those that are opened anew', async () => {
    const client = await t.join();
    const opening = { rtpCapabilities: entry.rtpCapabilities, maxVideos: 9, dtlsParameters };
    const { epoch, recvTransport } = await client.request('openMedia', opening);
    const connecting = { epoch, transportId: recvTransport.id, dtlsParameters };
    expect(await client.codeOf('connectTransport', connecting)).toBe('media-refused');
  });

  test.each([
    { role: 'client', fingerprints: [] },
    { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: 'AB' }] },
    { role: 'boss', fingerprints: dtlsParameters.fingerprints },
  ])('what cannot be read is refused: %j', async (bad) => {
    const client = await t.connect();
    expect(await client.codeOf('join', { ...entry, dtlsParameters: bad } as PayloadOf<'join'>)).toBe('request-invalid');
    await client.join();
  });
});

describe('connections that do not say who they are', () => {
  /** Opened as a client opens one in the green room. */
  const openAt = async (box: BoxUnderTest): Promise<Manager> => {
    const manager = new Manager(box.url, {
      path: connection.path,
      transports: ['websocket'],
      autoConnect: false,
      reconnection: false,
      extraHeaders: { origin: box.worker.origin },
    });
    await new Promise<void>((resolve, reject) => manager.open((error) => (error ? reject(error) : resolve())));
    return manager;
  };
  const closed = (manager: Manager) => new Promise<void>((resolve) => manager.once('close', () => resolve()));

  test('are closed after their time; who was let in stays', async () => {
    const own = await BoxUnderTest.start({ limits: { strangerPatienceMs: 80 } });
    const inside = await own.join();
    await closed(await openAt(own));
    expect(inside.socket.connected).toBe(true);
    expect(await inside.codeOf('ping', {})).toBe('ok');
    await own.stop();
  });

  test('of too many the oldest goes, and whoever says who they are counts no more', async () => {
    const own = await BoxUnderTest.start({ limits: { strangers: { perAddress: 2, together: 10 } } });
    const inside = await own.join();
    const [first, second] = [await openAt(own), await openAt(own)];
    const gone = closed(first);
    const third = await openAt(own);
    await gone;
    expect([second, third].map((manager) => manager._readyState)).toEqual(['open', 'open']);
    // Somebody comes in while there are as many as may be.
    const late = await own.join();
    expect([inside, late].map(({ socket }) => socket.connected)).toEqual([true, true]);
    for (const manager of [second, third]) manager._close();
    await until(() => own.box.counts().sockets === 2);
    await own.stop();
  });

  test('may say it late', async () => {
    const manager = await openAt(t);
    const socket = manager.socket('/', { auth: shake(await t.token(), joining()) });
    const answered = new Promise((resolve) => socket.once('joinAnswered', resolve));
    socket.connect();
    expect(await answered).toMatchObject({ result: { ok: true } });
    await socket.emitWithAck('leave', { id: newId(), data: {} });
    socket.disconnect();
    await until(() => t.box.counts().sockets === 0);
  });
});
