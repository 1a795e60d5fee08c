import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { eventually } from './eventually.ts';
import { HeadlessPeer } from './headless/headless-peer.ts';
import { type HostApi, signInHost } from './host-api.ts';

// What a program without rights tries, on the whole system: refused by name, and the others notice nothing. No browser: the page would
// not even offer it.

const system = inject('parley');
let host: HostApi;
let meetingId: string;
let guest: HeadlessPeer;
let other: HeadlessPeer;

beforeAll(async () => {
  host = await signInHost(system.origin, 'no-powers@example.org');
  meetingId = await host.createMeeting('No powers', { media: 'sfu' });
  [guest, other] = [enterAs('Ben'), enterAs('Cleo')];
  await guest.enter();
  await other.enter();
});

afterAll(async () => {
  await Promise.all([guest, other].map((peer) => peer?.leave()));
});

function enterAs(name: string): HeadlessPeer {
  return new HeadlessPeer(system.origin, meetingId, name);
}

const code = (thrown: unknown) => (thrown as Error).message;
const idOf = (peer: HeadlessPeer) => peer.reply?.participantId ?? '';

/** A call to the Worker with a seat, or without one. */
async function call(path: string, authorization: string | null, init: RequestInit = {}): Promise<Response> {
  return await fetch(`${system.origin}/api/meetings/${meetingId}/${path}`, {
    method: 'POST',
    ...init,
    headers: { origin: system.origin, ...(authorization ? { authorization } : {}), ...init.headers },
  });
}

const json = (body: unknown): RequestInit => ({
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

test('a guest’s program is refused each power of the box', async () => {
  const everyone = { participantIds: null };
  for (const attempt of [
    () => guest.request('stopSources', { ...everyone, sources: ['mic'] }),
    () => guest.request('lowerHands', everyone),
    () => guest.request('setSpotlight', { participantId: idOf(guest) }),
    () => guest.request('createPoll', { question: 'Mine?', options: ['a', 'b'], anonymous: false }),
    () => guest.request('closePoll', { pollId: 'no-such-poll' }),
  ])
    await expect(attempt().catch(code)).resolves.toBe('not-granted');
});

test('and each power of the Worker', async () => {
  for (const [path, body] of [
    ['role', { participantId: idOf(guest), role: 'co-host' }],
    ['permissions', { mic: false }],
    ['lock', { locked: true }],
    ['lobby', { lobby: true }],
    ['knocks', { answer: 'admit' }],
    ['remove', { participantId: idOf(other) }],
    ['end', {}],
  ] as const) {
    expect([path, (await call(path, guest.authorization, json(body))).status]).toEqual([path, 403]);
    expect([path, (await call(path, null, json(body))).status]).toEqual([path, 401]);
  }
});

test('what the host forbids is forbidden at the box, for who is in and for who comes', async () => {
  await host.call('POST', `/api/meetings/${meetingId}/permissions`, { mic: false, chat: false });
  await eventually(async () => {
    await expect(guest.request('setSource', { source: 'mic', muted: false }).catch(code)).resolves.toBe('not-granted');
  });
  await expect(guest.request('sendChat', { text: 'Let me' }).catch(code)).resolves.toBe('not-granted');
  const late = enterAs('Dora');
  const { grants } = await late.enter();
  expect(grants).not.toContain('send-mic');
  expect(grants).not.toContain('chat');
  expect(grants).toContain('send-camera');
  await late.leave();
  await host.call('POST', `/api/meetings/${meetingId}/permissions`, { mic: true, chat: true });
  await eventually(async () => {
    expect(await guest.request('setSource', { source: 'mic', muted: false })).toEqual({});
  });
});

test('a file: of a lying type it is nothing but bytes, and only people with a seat get it', async () => {
  const bytes = Buffer.from('<script>alert("from a file")</script>');
  const share = (authorization: string | null, name = 'Solutions.html') =>
    call('files', authorization, {
      body: bytes,
      headers: { 'content-type': 'image/png', 'x-file-name': encodeURIComponent(name) },
    });
  expect((await share(null)).status).toBe(401);
  const reply = await share(guest.authorization, '../../etc/Solutions <b>.html');
  expect(reply.status).toBe(200);
  const file = (await reply.json()) as { id: string; name: string; type: string };
  expect(file).toMatchObject({ type: 'application/octet-stream', name: expect.not.stringMatching(/\//) });
  await eventually(async () => {
    const { messages } = await other.request('readChat', { afterSeq: 0 });
    expect(messages.filter((message) => message.file?.id === file.id)).toHaveLength(1);
  });
  const get = (authorization: string | null) => call(`files/${file.id}`, authorization, { method: 'GET' });
  expect((await get(null)).status).toBe(401);
  const had = await get(other.authorization);
  expect(Buffer.from(await had.arrayBuffer())).toEqual(bytes);
  expect(had.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(had.headers.get('x-content-type-options')).toBe('nosniff');
  expect(had.headers.get('content-security-policy')).toContain('sandbox');
  const large = await call('files', guest.authorization, {
    body: Buffer.alloc(26 * 1024 * 1024),
    headers: { 'x-file-name': 'film.mov' },
  });
  expect(large.status).toBe(413);
});

test('a message to one person is told to nobody else, also not afterwards', async () => {
  const third = enterAs('Eve');
  await third.enter();
  const heard: string[] = [];
  third.on('chat', ({ message }) => heard.push(message.text));
  await guest.request('sendChat', { text: 'Between us', to: idOf(other) });
  await guest.request('sendChat', { text: 'To all' });
  await eventually(async () => expect(heard).toEqual(['To all']));
  const texts = async (peer: HeadlessPeer) =>
    (await peer.request('readChat', { afterSeq: 0 })).messages.map(({ text }) => text);
  expect(await texts(other)).toContain('Between us');
  expect(await texts(third)).not.toContain('Between us');
  await third.leave();
});

test('a flood of messages is refused by name, and the others go on', async () => {
  const results = await Promise.all(
    Array.from({ length: 40 }, (_, index) => guest.request('sendChat', { text: `flood ${index}` }).catch(code)),
  );
  expect(results.filter((result) => typeof result !== 'string').length).toBeLessThan(15);
  expect(results).toContain('too-many-requests');
  await other.request('sendChat', { text: 'Still here' });
});

test('a name equal to somebody’s, or made to deceive, is not taken as it is', async () => {
  const shown: string[] = [];
  other.on('participantJoined', ({ participant }) => shown.push(participant.name));
  const long = 'x'.repeat(10_000);
  const peers = [
    'Cleo',
    'сleo',
    '\u202EtsoH',
    '<b>Eve</b>',
    '🦊🌻',
    'Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306a',
  ].map(enterAs);
  for (const peer of peers) await peer.enter();
  await eventually(async () => expect(shown).toHaveLength(peers.length));
  expect(shown.slice(0, 5)).toEqual(['Cleo (2)', expect.stringMatching(/\((2|3)\)$/), 'tsoH', '<b>Eve</b>', '🦊🌻']);
  expect(shown[5]?.length).toBeLessThan(8);
  const refused = await call('join', null, json({ name: long, clientNonce: 'a-nonce-of-this-test' }));
  expect(refused.status).toBe(400);
  await Promise.all(peers.map((peer) => peer.leave()));
});
