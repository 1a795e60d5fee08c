import type { SharedFile } from '@parley/worker/contract/files.ts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { BoxUnderTest, newId, newMeetingId } from './support/box-under-test.ts';
import type { TestClient } from './support/test-client.ts';
import { until } from './support/until.ts';

let t: BoxUnderTest;
beforeAll(async () => {
  t = await BoxUnderTest.start();
  await t.linked();
});
afterEach(() => t.expectNothingLeft());
afterAll(() => t.stop());

const enter = (room: string, claims = {}) => t.join({ room, ...claims });
const heard = (client: TestClient) => client.all('chat').map(({ message }) => message.text);
const read = async (client: TestClient) =>
  (await client.request('readChat', { afterSeq: 0 })).messages.map(({ text }) => text);
const newest = async (client: TestClient) => (await client.cut().then(() => client.resume())).resumed?.lastChatSeq;
const chatEvents = (room: string) =>
  t.worker.events.flatMap((event) => (event.type === 'chat' && event.meetingId === room ? [event.message] : []));

test('what is said to one person is for the two only, hosts included, and nobody else misses anything', async () => {
  const room = newMeetingId();
  const host = await enter(room, { role: 'host' });
  const [anna, ben] = [await enter(room, { name: 'Anna' }), await enter(room, { name: 'Ben', role: 'co-host' })];
  await anna.request('sendChat', { text: 'for all' });
  const { message } = await anna.request('sendChat', { text: 'for Ben', to: ben.id });
  expect(message).toMatchObject({ seq: 2, role: 'guest', to: { participantId: ben.id, name: 'Ben' }, file: null });
  await ben.request('sendChat', { text: 'for Anna', to: anna.id });
  expect(await anna.hears('chat', (chat) => chat.message.text === 'for Anna')).toMatchObject({
    message: { seq: 3, role: 'co-host', to: { participantId: anna.id, name: 'Anna' } },
  });
  await host.request('ping', {});
  expect([heard(host), heard(anna), heard(ben)]).toEqual([['for all'], ['for Anna'], ['for all', 'for Ben']]);
  expect([await newest(host), await newest(anna), await newest(ben)]).toEqual([1, 3, 3]);
  expect((await enter(room)).joined?.lastChatSeq).toBe(1);
  const all = ['for all', 'for Ben', 'for Anna'];
  expect([await read(host), await read(anna), await read(ben)]).toEqual([['for all'], all, all]);
  await until(() => chatEvents(room).length === 3);
  expect(chatEvents(room)[1]).toEqual(message);
});

test('it is kept for someone who is away or expected; to nobody it cannot be said', async () => {
  const room = newMeetingId();
  const [anna, ben] = [await enter(room), await enter(room)];
  const away = newId();
  await t.worker.restore(room, 1, { expected: [{ id: away, name: 'Cleo', role: 'guest', handRaisedAtMs: null }] });
  await ben.cut();
  await anna.request('sendChat', { text: 'later', to: ben.id });
  expect((await anna.request('sendChat', { text: 'much later', to: away })).message.to?.name).toBe('Cleo');
  expect((await ben.resume()).resumed?.lastChatSeq).toBe(1);
  expect([await read(ben), await read(await enter(room, { sub: away }))]).toEqual([['later'], ['much later']]);
  for (const to of [newId(), anna.id])
    expect(await anna.codeOf('sendChat', { text: 'hello?', to })).toBe('participant-not-found');
  await until(() => chatEvents(room).length === 2);
});

test('what was said on another box is for those whom it was for', async () => {
  const room = newMeetingId();
  const [anna, ben, cleo] = [await enter(room), await enter(room), await enter(room)];
  const said = { role: 'guest' as const, file: null, atMs: 1, name: 'Ben', participantId: ben.id };
  const to = { participantId: anna.id, name: 'Anna' };
  await t.worker.restore(room, 1, { chat: [{ ...said, id: newId(), seq: 7, to, text: 'old secret' }] });
  for (const client of [anna, ben]) await client.hears('chat');
  expect([await read(cleo), heard(cleo), await newest(cleo)]).toEqual([[], [], 0]);
});

const file: SharedFile = { id: newId(), name: 'homework.pdf', size: 1_234, type: 'application/pdf' };
const share = (meetingId: string, participantId: string, to: string | null = null, shared = file) => ({
  name: 'share-file' as const,
  meetingId,
  placement: 1,
  participantId,
  to,
  file: shared,
});

test('a file is said in the chat, in the name of whoever shared it, once', async () => {
  const room = newMeetingId();
  const [anna, ben] = [await enter(room, { name: 'Anna', role: 'host' }), await enter(room)];
  await anna.cut();
  const command = share(room, anna.id);
  const id = t.worker.command(command);
  const { message } = await ben.hears('chat');
  expect(message).toMatchObject({ participantId: anna.id, name: 'Anna', role: 'host', text: '', file, to: null });
  t.worker.command(command, id);
  await t.worker.commandAcked(command);
  await anna.resume();
  expect((await anna.request('readChat', { afterSeq: 0 })).messages).toEqual([message]);
  // Their own end hears of it, too: the file went to the Worker.
  await t.worker.commandAcked(share(room, anna.id, ben.id, { ...file, id: newId() }));
  await anna.hears('chat', (chat) => chat.message.to?.participantId === ben.id);
  await until(() => chatEvents(room).length === 2);
});

test('a file of someone who is gone, or for someone who is, is nobody’s', async () => {
  const room = newMeetingId();
  const [anna, ben] = [await enter(room), await enter(room)];
  await t.worker.commandAcked(share(room, newId()));
  await t.worker.commandAcked(share(room, anna.id, newId()));
  const refused = t.worker.received.flatMap((message) => (message.type === 'ack' && !message.ok ? [message] : []));
  expect(refused).toHaveLength(2);
  await ben.request('ping', {});
  expect(ben.all('chat')).toEqual([]);
});

test('whoever writes without end is stopped, and the others are not', async () => {
  const room = newMeetingId();
  const [anna, ben] = [await enter(room), await enter(room)];
  const codes = await Promise.all(
    Array.from({ length: 40 }, (_, index) => anna.codeOf('sendChat', { text: `spam ${index}` })),
  );
  const said = codes.filter((code) => code === 'ok').length;
  expect(codes.every((code) => ['ok', 'too-many-requests'].includes(code))).toBe(true);
  expect(said).toBeGreaterThanOrEqual(10);
  expect(said).toBeLessThanOrEqual(12);
  await ben.request('sendChat', { text: 'and I?' });
  expect(await read(ben)).toHaveLength(said + 1);
});

test('a reaction is for everybody, its sender too', async () => {
  const room = newMeetingId();
  const [anna, ben] = [await enter(room), await enter(room)];
  await anna.request('react', { reaction: '🎉' });
  for (const client of [anna, ben])
    expect(await client.hears('reaction')).toEqual({ participantId: anna.id, reaction: '🎉' });
  const odd = await anna.send('react', { id: newId(), data: { reaction: '<b>' } });
  expect(odd).toMatchObject({ ok: false, error: { code: 'request-invalid' } });
});

test('how someone’s connection does is told when it changed', async () => {
  const room = newMeetingId();
  const [anna, ben] = [await enter(room), await enter(room)];
  for (const quality of ['poor', 'poor', 'good'] as const) await anna.request('reportQuality', { quality });
  await ben.request('ping', {});
  const told = ben.all('participantChanged').map(({ participant }) => [participant.id, participant.quality]);
  expect(told).toEqual([
    [anna.id, 'poor'],
    [anna.id, 'good'],
  ]);
});
