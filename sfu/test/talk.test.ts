import { randomUUID } from 'node:crypto';
import { maxChatMessages } from '@parley/worker/contract/room-state.ts';
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
const eventsOf = (room: string, type: 'chat' | 'hand') =>
  t.worker.events.filter((event) => event.type === type && event.meetingId === room);

test('what one writes everybody else gets, and the Worker, in order', async () => {
  const room = newMeetingId();
  const [anna, ben] = [await enter(room, { name: 'Anna' }), await enter(room)];
  const deaf = await enter(room, { grants: ['chat'] });
  const { message } = await anna.request('sendChat', { text: '  Hello\r\n<b>all</b>\u0000\u001b[2J ' });
  expect(message).toMatchObject({ seq: 1, participantId: anna.id, name: 'Anna', text: 'Hello\n<b>all</b>[2J' });
  await ben.request('sendChat', { text: 'Hi' });
  await until(() => anna.all('chat').length === 1);
  expect([heard(anna), heard(ben), heard(deaf)]).toEqual([['Hi'], [message.text], []]);
  await until(() => eventsOf(room, 'chat').length === 2);
  expect(eventsOf(room, 'chat')[0]).toEqual({ type: 'chat', meetingId: room, placement: 1, message });
  const late = await enter(room);
  expect(late.joined?.lastChatSeq).toBe(2);
  const { messages } = await late.request('readChat', { afterSeq: 0 });
  expect(messages.map(({ seq, text }) => [seq, text])).toEqual([
    [1, message.text],
    [2, 'Hi'],
  ]);
  expect((await late.request('readChat', { afterSeq: 1 })).messages).toHaveLength(1);
});

test('once, however often it is sent; nothing of it is nothing', async () => {
  const room = newMeetingId();
  const [anna, ben] = [await enter(room), await enter(room)];
  const id = randomUUID();
  const first = await anna.ask('sendChat', { text: 'once' }, id);
  await anna.cut();
  expect((await anna.resume()).resumed?.lastChatSeq).toBe(1);
  expect(await anna.ask('sendChat', { text: 'once' }, id)).toEqual(first);
  for (const text of ['', '   ', '\u0000\u0007', 'x'.repeat(2_001)]) {
    expect(await anna.codeOf('sendChat', { text })).toBe('request-invalid');
  }
  expect(heard(ben)).toEqual(['once']);
});

test('a hand goes up and down, is told once each, and survives a reload', async () => {
  const room = newMeetingId();
  const [anna, ben] = [await enter(room), await enter(room)];
  const { raisedAtMs } = await anna.request('setHand', { raised: true });
  expect(await anna.request('setHand', { raised: true })).toEqual({ raisedAtMs });
  const { participant } = await ben.hears('participantChanged');
  expect(participant.handRaisedAtMs).toBe(raisedAtMs);
  expect(participant.handRaisedAtMs).toBeGreaterThan(Date.now() - 5_000);
  await enter(room, { sub: anna.id });
  const back = await ben.hears('participantJoined', ({ participant: { id } }) => id === anna.id);
  expect(back.participant.handRaisedAtMs).toBe(participant.handRaisedAtMs);
  const again = t.clients.at(-1) as TestClient;
  expect(await again.request('setHand', { raised: false })).toEqual({ raisedAtMs: null });
  await until(() => ben.all('participantChanged').at(-1)?.participant.handRaisedAtMs === null);
  await until(() => eventsOf(room, 'hand').length === 2);
  expect(eventsOf(room, 'hand')).toMatchObject([{ raisedAtMs: participant.handRaisedAtMs }, { raisedAtMs: null }]);
  // Who leaves takes the hand along.
  await again.request('setHand', { raised: true });
  await again.leave();
  const anew = await enter(room, { sub: anna.id });
  expect(anew.joined?.participants.find(({ id }) => id === anna.id)?.handRaisedAtMs).toBe(null);
});

test('an event that comes alone goes out at once', async () => {
  const room = newMeetingId();
  const anna = await enter(room);
  await until(() => t.worker.events.some((event) => 'participantId' in event && event.participantId === anna.id));
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const sentAtMs = Date.now();
  await anna.request('sendChat', { text: 'now' });
  await until(() => eventsOf(room, 'chat').length === 1);
  expect(Date.now() - sentAtMs).toBeLessThan(500);
});

const messageOf = (seq: number) => ({
  id: `old-message-${seq}`,
  seq,
  participantId: newId(),
  name: 'Dora',
  role: 'guest' as const,
  to: null,
  file: null,
  text: `old ${seq}`,
  atMs: 1,
});
const person = (name: string, handRaisedAtMs: number | null = null) => ({
  id: newId(),
  name,
  role: 'co-host' as const,
  handRaisedAtMs,
});

test('a room gets what the one before had: before anybody joined', async () => {
  const room = newMeetingId();
  const [anna, ben] = [person('Anna', 77), person('Ben')];
  const chat = Array.from({ length: maxChatMessages }, (_, index) => messageOf(index + 5));
  await t.worker.restore(room, 3, { expected: [anna], chat: chat.slice(0, 100) });
  await t.worker.restore(room, 3, { expected: [ben, anna], chat: chat.slice(100) });
  expect(t.box.counts().rooms).toBe(0);
  const client = await enter(room, { placement: 3, sub: ben.id });
  expect(client.joined?.lastChatSeq).toBe(maxChatMessages + 4);
  expect(client.joined?.participants).toMatchObject([
    { id: anna.id, name: 'Anna', role: 'co-host', suspended: true, sending: [], handRaisedAtMs: 77 },
    { id: ben.id, suspended: false },
  ]);
  expect((await client.request('sendChat', { text: 'new' })).message.seq).toBe(maxChatMessages + 5);
  expect((await client.request('readChat', { afterSeq: 0 })).messages).toHaveLength(maxChatMessages);
  const back = await enter(room, { placement: 3, sub: anna.id, name: 'Anna' });
  const { participant } = await client.hears('participantJoined');
  expect(participant).toMatchObject({ id: anna.id, suspended: false, handRaisedAtMs: 77 });
  expect(back.joined?.participants.map(({ suspended }) => suspended)).toEqual([false, false]);
  expect(client.all('participantLeft')).toEqual([]);
});

test('and after: those who are there hear of it', async () => {
  const room = newMeetingId();
  const [anna, ben] = [person('Anna', 77), person('Ben', 88)];
  const client = await enter(room, { sub: anna.id });
  const other = await enter(room);
  await client.request('sendChat', { text: 'too early' });
  const chat = [messageOf(1), messageOf(2)];
  await t.worker.restore(room, 1, { expected: [anna, ben], chat });
  await until(() => client.all('chat').length === 3);
  expect(client.all('chat').map(({ message: { seq, text } }) => [seq, text])).toEqual([
    [1, 'old 1'],
    [2, 'old 2'],
    [3, 'too early'],
  ]);
  await until(() => eventsOf(room, 'chat').length === 2);
  expect(eventsOf(room, 'chat').at(-1)).toMatchObject({ message: { seq: 3, text: 'too early' } });
  await other.hears('participantJoined', ({ participant }) => participant.id === ben.id && participant.suspended);
  await client.hears(
    'participantChanged',
    ({ participant }) => participant.id === anna.id && participant.handRaisedAtMs === 77,
  );
  // A second time it changes nothing.
  const before = client.heard.length;
  await t.worker.restore(room, 1, { expected: [anna, ben], chat });
  await client.request('ping', {});
  expect(client.heard.slice(before)).toEqual([]);
});

test('what is said and raised on the way comes as well; whoever has come has their hand here', async () => {
  const room = newMeetingId();
  const [anna, ben] = [person('Anna', 77), person('Ben')];
  const client = await enter(room);
  await t.worker.restore(room, 1, { expected: [anna, ben], chat: [messageOf(1)] });
  await t.worker.restore(room, 1, {
    expected: [
      { ...anna, handRaisedAtMs: null },
      { ...ben, handRaisedAtMs: 88 },
    ],
    chat: [messageOf(2)],
  });
  await until(() => client.all('chat').length === 2);
  expect(
    client.all('participantChanged').map(({ participant: { id, handRaisedAtMs } }) => [id, handRaisedAtMs]),
  ).toEqual([
    [anna.id, null],
    [ben.id, 88],
  ]);
  const back = await enter(room, { sub: ben.id });
  expect(back.joined?.participants.find(({ id }) => id === ben.id)?.handRaisedAtMs).toBe(88);
  await back.request('setHand', { raised: false });
  const { raisedAtMs } = await back.request('setHand', { raised: true });
  await t.worker.restore(room, 1, { expected: [{ ...ben, handRaisedAtMs: 99 }] });
  const late = await enter(room);
  expect(late.joined?.participants.find(({ id }) => id === ben.id)?.handRaisedAtMs).toBe(raisedAtMs);
});

test('whoever does not come in time has left; whoever is banned does not come', async () => {
  const own = await BoxUnderTest.start({ limits: { times: { expectedGraceMs: 300 } } });
  await own.linked();
  const [late, banned] = [person('Late', 5), person('Banned')];
  const client = await own.join();
  const about = { meetingId: own.meetingId, placement: 1 };
  await own.worker.restore(own.meetingId, 1, { expected: [late, banned] });
  await own.worker.commandAcked({
    name: 'remove-participant',
    ...about,
    ban: { participantIds: [banned.id], address: null },
  });
  await until(() => client.all('participantLeft').length === 2);
  expect(client.all('participantLeft')).toEqual([
    { participantId: banned.id, reason: 'removed' },
    { participantId: late.id, reason: 'connection-lost' },
  ]);
  await client.cut();
  expect((await client.resume()).resumed?.participants.map(({ id }) => id)).toEqual([client.id]);
  await own.expectNothingLeft();
  await own.stop();
});

test('what came for a placement that nobody joins is forgotten', async () => {
  const room = newMeetingId();
  const restore = (placement: number, name: string) =>
    t.worker.restore(room, placement, { expected: [person(name)], chat: [messageOf(9)] });
  await restore(4, 'Four');
  expect(t.box.counts().timers).toBe(1);
  await restore(5, 'Five');
  await restore(4, 'Four again');
  expect(t.box.counts().timers).toBe(1);
  await t.worker.commandAcked({ name: 'close-room', meetingId: room, placement: 5, reason: 'moved' });
  expect(t.box.counts().timers).toBe(0);
  const client = await enter(room, { placement: 6 });
  expect([client.joined?.participants.length, client.joined?.lastChatSeq]).toEqual([1, 0]);
});
