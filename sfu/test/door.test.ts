import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { protocolVersion } from '../contract/version.ts';
import { fieldsToWrite } from '../src/log.ts';
import { BoxUnderTest, newId, newMeetingId } from './support/box-under-test.ts';
import { until } from './support/until.ts';

let t: BoxUnderTest;
beforeAll(async () => {
  t = await BoxUnderTest.start({ limits: { handshakes: { burst: 1_000, perSecond: 1_000 } } });
  await t.linked();
});
afterEach(() => t.expectNothingLeft());
afterAll(() => t.stop());

const join = (token: string, clientNonce = newId()) => ({
  type: 'join',
  protocol: protocolVersion,
  token,
  clientNonce,
});

describe('the handshake', () => {
  test('Origin checked: a missing and a foreign one are refused', async () => {
    const token = await t.token();
    expect(await t.client().refused(join(token), { origin: null })).toBe('origin-not-allowed');
    expect(await t.client().refused(join(token), { origin: 'https://evil.example' })).toBe('origin-not-allowed');
  });

  test('another protocol version is refused before anything else is looked at', async () => {
    expect(await t.client().refused({ type: 'new-kind', protocol: 1 })).toBe('protocol-mismatch');
  });

  test.each([
    undefined,
    {},
    { type: 'join' },
    { type: 'join', protocol: protocolVersion, token: 7, clientNonce: 'nonce-nonce' },
    { type: 'join', protocol: protocolVersion, token: 'x'.repeat(5000), clientNonce: 'nonce-nonce' },
    { type: 'join', protocol: protocolVersion, token: 'x', clientNonce: 'nonce-nonce', role: 'host' },
    { type: 'resume', protocol: protocolVersion, participantId: 'participant-1' },
    { type: 'resume', protocol: '2', participantId: 'participant-1', secret: 'x'.repeat(43) },
  ])('malformed is refused: %j', async (auth) => {
    expect(await t.client().refused(auth)).toBe('handshake-invalid');
  });

  test('a token in the URL is not looked at', async () => {
    const client = t.client();
    client.socket.io.opts.query = { token: await t.token() };
    expect(await client.refused({ type: 'join', protocol: protocolVersion, clientNonce: newId() })).toBe(
      'handshake-invalid',
    );
  });
});

describe('tokens', () => {
  test.each([
    ['token-wrong-box', { aud: 'box-2' }],
    ['token-wrong-issuer', { iss: 'https://evil.example' }],
    ['token-expired', { iat: 1_700_000_000, nbf: 1_700_000_000, exp: 1_700_000_060 }],
    ['token-claims-invalid', { room: 'not-a-meeting' }],
  ] as const)('%s', async (code, claims) => {
    expect(await t.refusal(claims)).toBe(code);
  });

  test('`jti` once', async () => {
    const token = await t.token();
    await t.client().connect(join(token));
    expect(await t.refusalOf(token)).toBe('token-used');
  });

  test('`jti` once, also when both come at the same moment', async () => {
    const token = await t.token();
    const outcomes = await Promise.allSettled([0, 1, 2].map(() => t.client().connect(join(token))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('a lost reply locks nobody out: the used token from the same nonce gets the same peer', async () => {
    const [token, nonce] = [await t.token(), newId()];
    const [first, second] = [t.client(), t.client()];
    await first.connect(join(token, nonce));
    await second.connect(join(token, nonce));
    await first.hears('left', ({ reason }) => reason === 'replaced');
    expect(t.box.counts().peers).toBe(1);
    await second.join();
    expect(second.joined?.participants).toHaveLength(1);
  });

  test('the used token of someone who left is no way back, with its nonce neither', async () => {
    const [token, nonce] = [await t.token(), newId()];
    const client = t.client();
    await client.connect(join(token, nonce));
    await client.leave();
    expect(await t.refusalOf(token, nonce)).toBe('token-used');
  });

  test('a token for one room does not open another', async () => {
    const [roomA, roomB] = [newMeetingId(), newMeetingId()];
    const inB = await t.join({ room: roomB });
    const inA = await t.join({ room: roomA });
    expect(inA.joined?.participants.map(({ id }) => id)).toEqual([inA.id]);
    expect(inB.all('participantJoined')).toEqual([]);
  });

  test('`exp` limits connecting only', async () => {
    const nowSeconds = Math.floor(Date.now() / 1000);
    // Within the skew, and over in a second.
    const times = { iat: nowSeconds - 60, nbf: nowSeconds - 60, exp: nowSeconds - 28 };
    const client = await t.join(times);
    await new Promise((resolve) => setTimeout(resolve, 2_200));
    expect(await t.refusal(times)).toBe('token-expired');
    expect(await client.codeOf('showConsumers', { epoch: client.epoch, consumers: [] })).toBe('ok');
    await client.cut();
    expect((await client.resume()).resumed).not.toBe(null);
  });

  test('the same person twice: the newer connection replaces', async () => {
    const watcher = await t.join();
    const sub = newId();
    const older = await t.join({ sub });
    await older.produce('mic');
    const newer = await t.connect({ sub });
    await older.hears('left', ({ reason }) => reason === 'replaced');
    await watcher.hears(
      'participantLeft',
      ({ participantId, reason }) => participantId === sub && reason === 'replaced',
    );
    await watcher.hears('consumerClosed');
    await newer.join();
    await newer.produce('mic');
    expect(newer.joined?.participants).toHaveLength(2);
    await until(() => watcher.all('consumerAdded').length === 2);
    await until(() => older.socket.disconnected);
  });
});

describe('who may come in now', () => {
  test('a refused token has no side effect', async () => {
    const [sub, jti] = [newId(), newId()];
    const before = await t.join({ sub });
    const token = await t.worker.sign(t.claims({ sub, jti, placement: 1 }));
    await t.worker.commandAcked({ name: 'lock-room', meetingId: t.meetingId, placement: 1, locked: true });
    await new Promise((resolve) => setTimeout(resolve, 1_001));
    await t.worker.commandAcked({ name: 'lock-room', meetingId: t.meetingId, placement: 1, locked: false });
    await t.worker.commandAcked({ name: 'lock-room', meetingId: t.meetingId, placement: 1, locked: true });
    expect(await t.refusal({ iat: Math.floor(Date.now() / 1000) - 20, exp: Math.floor(Date.now() / 1000) + 60 })).toBe(
      'room-locked',
    );
    for (const wrong of [{ aud: 'box-2' }, { placement: 0 }, { exp: 1 }]) await t.refusal({ sub, jti, ...wrong });
    expect(before.all('left')).toEqual([]);
    expect(t.box.counts()).toMatchObject({ rooms: 1, peers: 1 });
    // The `jti` was not taken by any of the refusals, and its owner is in the room already: no lock is in the way.
    await t.client().connect(join(token));
    await t.worker.commandAcked({ name: 'lock-room', meetingId: t.meetingId, placement: 1, locked: false });
  });

  test('a token of an older placement is refused; one of a newer closes the older room as moved', async () => {
    const room = newMeetingId();
    const older = await t.join({ room, placement: 4 });
    expect(await t.refusal({ room, placement: 3 })).toBe('token-wrong-placement');
    const newer = await t.connect({ room, placement: 5 });
    await older.hears('left', ({ reason }) => reason === 'moved');
    expect((await newer.join()).media.epoch).toEqual({ placement: 5, change: 0 });
    expect(await t.refusal({ room, placement: 4 })).toBe('token-wrong-placement');
  });

  test('presenter by name spoofing: a name grants nothing', async () => {
    const client = await t.join({ name: 'Host', grants: ['receive'] });
    expect(client.joined?.participants[0]).toMatchObject({ name: 'Host', role: 'guest' });
    expect(await client.codeOf('produce', client.producing('mic'))).toBe('not-granted');
  });

  test('a peer that never joins is let go', async () => {
    const own = await BoxUnderTest.start({
      limits: { times: { joinDeadlineMs: 60, resumeGraceMs: 60, unreachableGraceMs: 60, emptyGraceMs: 20 } },
    });
    const client = await own.connect();
    await client.hears('left', ({ reason }) => reason === 'connection-lost');
    await own.expectNothingLeft();
    await own.stop();
  });
});

test('capacity re-checked: a full box refuses, but not someone who is in already', async () => {
  const own = await BoxUnderTest.start({ env: { BOX_CAPACITY: '2' } });
  const sub = newId();
  await own.join({ sub });
  await own.join();
  expect(await own.refusal({})).toBe('box-full');
  await own.connect({ sub });
  await own.stop();
});

test('rates limited per address, as a proxy on this machine names it', async () => {
  const own = await BoxUnderTest.start({ limits: { handshakes: { burst: 2, perSecond: 0.1 } } });
  const codes = [];
  for (const address of ['203.0.113.1', '203.0.113.1', '203.0.113.1', '203.0.113.2']) {
    codes.push(await own.client().refused({}, { headers: { 'x-forwarded-for': `198.51.100.9, ${address}` } }));
  }
  expect(codes).toEqual(['handshake-invalid', 'handshake-invalid', 'too-many-requests', 'handshake-invalid']);
  await own.stop();
});

test('no token, secret or address in the log', async () => {
  const token = await t.token();
  const client = t.client();
  await client.connect(join(token));
  const headers = { 'x-forwarded-for': '203.0.113.77' };
  expect(await t.client().refused(join(token), { headers })).toBe('token-used');
  const log = JSON.stringify(t.lines.map(({ event, fields }) => fieldsToWrite(event, fields)));
  expect(log).toContain('token-used');
  for (const secret of [token, client.connected.resumeSecret, '203.0.113.77', 'enrolment-token']) {
    expect(log).not.toContain(secret);
  }
});
