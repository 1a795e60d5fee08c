import type { Grant } from '@parley/worker/contract/roles.ts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { countMedia } from '../src/media/media-counts.ts';
import { BoxUnderTest, newId, newMeetingId } from './support/box-under-test.ts';
import { consumerOf, expectPackets, packetsOf, sendPackets, useDirectMedia } from './support/direct-media.ts';
import { until } from './support/until.ts';

useDirectMedia();
let t: BoxUnderTest;
beforeAll(async () => {
  t = await BoxUnderTest.start();
  await t.linked();
});
afterEach(() => t.expectNothingLeft());
afterAll(() => t.stop());

const guestGrants: Grant[] = ['receive', 'send-mic', 'send-camera', 'send-screen', 'send-screen-audio', 'raise-hand'];
const moderates: Grant[] = [...guestGrants, 'moderate'];
const enter = (room: string, role: 'host' | 'co-host' | 'guest' = 'guest', claims = {}, entering = {}) =>
  t.join({ room, role, grants: role === 'guest' ? guestGrants : moderates, ...claims }, entering);
const on = { sources: [{ source: 'mic', muted: false } as const, { source: 'camera', muted: false } as const] };

test('a microphone that a host mutes is silent until its owner opens it again', async () => {
  const room = newMeetingId();
  const [host, anna, ben] = [await enter(room, 'host'), await enter(room), await enter(room)];
  const stop = sendPackets(await anna.produce('mic'));
  const { consumer } = await ben.hears('consumerAdded');
  await ben.request('showConsumers', { epoch: ben.epoch, consumers: [{ id: consumer.id, hidden: false, sidePx: 0 }] });
  await expectPackets(consumer.id);
  await host.request('stopSources', { participantIds: [anna.id], sources: ['mic', 'camera'] });
  expect(await anna.hears('sourcesStopped')).toEqual({ sources: ['mic'], by: host.id });
  for (const client of [host, anna, ben]) {
    await client.hears('participantChanged', ({ participant: { id, sending } }) => {
      return id === anna.id && sending.length === 1 && sending[0]?.muted === true;
    });
  }
  await until(() => consumerOf(consumer.id).producerPaused);
  const packets = packetsOf(consumer.id);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(packetsOf(consumer.id)).toBe(packets);
  await anna.request('setSource', { source: 'mic', muted: false });
  await expectPackets(consumer.id);
  stop();
  // What is muted already is not muted once more.
  await anna.request('setSource', { source: 'mic', muted: true });
  await host.request('stopSources', { participantIds: [anna.id], sources: ['mic'] });
  await anna.request('ping', {});
  expect(anna.all('sourcesStopped')).toHaveLength(1);
});

test('stopped while away: it is told on coming back, once', async () => {
  const room = newMeetingId();
  const [host, anna] = [await enter(room, 'host'), await enter(room, 'guest', {}, on)];
  await anna.cut();
  await host.request('stopSources', { participantIds: [anna.id], sources: ['mic'] });
  await host.request('stopSources', { participantIds: null, sources: ['camera'] });
  expect((await anna.resume()).resumed?.participants.find(({ id }) => id === anna.id)?.sending).toEqual([
    { source: 'mic', muted: true },
  ]);
  expect(await anna.hears('sourcesStopped')).toEqual({ sources: ['mic', 'camera'], by: host.id });
  // Nor what it must have heard by now, or has opened again since.
  await host.request('stopSources', { participantIds: [anna.id], sources: ['mic'] });
  await anna.request('setSource', { source: 'mic', muted: false });
  await host.request('stopSources', { participantIds: [anna.id], sources: ['mic'] });
  await anna.request('setSource', { source: 'mic', muted: false });
  await anna.cut();
  await anna.resume();
  await anna.request('ping', {});
  expect(anna.all('sourcesStopped')).toHaveLength(2);
});

test('cameras and screens end, with their producers', async () => {
  const room = newMeetingId();
  const [host, anna] = [await enter(room, 'co-host'), await enter(room)];
  for (const source of ['camera', 'screen', 'screenAudio'] as const) await anna.produce(source);
  expect(countMedia().producers).toBe(3);
  await host.request('stopSources', { participantIds: [anna.id], sources: ['screen', 'screenAudio'] });
  await until(() => countMedia().producers === 1);
  expect((await anna.hears('participantChanged')).participant.sending).toEqual([{ source: 'camera', muted: false }]);
  // Not forbidden: they may begin again.
  await anna.say('screen', true);
  await anna.produce('screen');
  expect(countMedia().producers).toBe(2);
});

test('everybody else but hosts, when nobody is named; also where media are direct', async () => {
  const room = newMeetingId();
  const p2p = { media: 'p2p' };
  const host = await enter(room, 'host', p2p, on);
  const second = await enter(room, 'host', p2p, on);
  const coHost = await enter(room, 'co-host', p2p, on);
  const anna = await enter(room, 'guest', p2p, on);
  await coHost.request('stopSources', { participantIds: null, sources: ['mic', 'camera'] });
  await anna.hears('sourcesStopped', ({ sources }) => sources.join() === 'mic,camera');
  await until(() => host.all('participantChanged').length === 1);
  await host.request('stopSources', { participantIds: null, sources: ['mic'] });
  expect(await coHost.hears('sourcesStopped')).toEqual({ sources: ['mic'], by: host.id });
  const late = await enter(newMeetingId());
  const { resumed } = await second.cut().then(() => second.resume());
  const sending = (id: string) => resumed?.participants.find((one) => one.id === id)?.sending;
  expect([host, second, coHost, anna].map(({ id }) => sending(id))).toEqual([
    on.sources,
    on.sources,
    [
      { source: 'mic', muted: true },
      { source: 'camera', muted: false },
    ],
    [{ source: 'mic', muted: true }],
  ]);
  expect([host, second, late].flatMap((client) => client.all('sourcesStopped'))).toEqual([]);
});

test('a host’s are a host’s to stop; nobody who is gone, and not one’s own', async () => {
  const room = newMeetingId();
  const [host, other] = [await enter(room, 'host', {}, on), await enter(room, 'host', {}, on)];
  const [coHost, anna] = [await enter(room, 'co-host'), await enter(room, 'guest', {}, on)];
  const stop = (participantIds: string[]) => ({ participantIds, sources: ['mic' as const] });
  expect(await coHost.codeOf('stopSources', stop([anna.id, host.id]))).toBe('outranked');
  expect(await coHost.codeOf('stopSources', stop([newId()]))).toBe('participant-not-found');
  expect(await host.codeOf('stopSources', stop([host.id]))).toBe('participant-not-found');
  await anna.request('ping', {});
  expect([host, anna].flatMap((client) => client.all('sourcesStopped'))).toEqual([]);
  expect(await other.codeOf('stopSources', stop([host.id, newId()]))).toBe('ok');
  await host.hears('sourcesStopped', ({ by }) => by === other.id);
});

test('without the grant there is no power', async () => {
  const room = newMeetingId();
  const [anna, ben] = [await enter(room, 'guest', {}, on), await enter(room)];
  const options = ['yes', 'no'];
  const asked = [
    await ben.codeOf('stopSources', { participantIds: [anna.id], sources: ['mic'] }),
    await ben.codeOf('lowerHands', { participantIds: null }),
    await ben.codeOf('setSpotlight', { participantId: ben.id }),
    await ben.codeOf('createPoll', { question: 'Well?', options, anonymous: false }),
    await ben.codeOf('closePoll', { pollId: newId() }),
    await ben.codeOf('votePoll', { pollId: newId(), option: 0 }),
    await ben.codeOf('react', { reaction: '👍' }),
  ];
  expect(asked).toEqual(asked.map(() => 'not-granted'));
  await anna.request('ping', {});
  const heard = anna.heard.map(({ name }) => name);
  expect(heard.filter((name) => !['connected', 'participantJoined'].includes(name))).toEqual([]);
});

test('hands are lowered: one, or all, also of someone who is expected', async () => {
  const room = newMeetingId();
  const [host, anna, ben] = [await enter(room, 'host'), await enter(room), await enter(room)];
  const away = newId();
  await t.worker.restore(room, 1, { expected: [{ id: away, name: 'Away', role: 'guest', handRaisedAtMs: 5 }] });
  for (const client of [anna, ben]) await client.request('setHand', { raised: true });
  await host.request('lowerHands', { participantIds: [anna.id] });
  await anna.hears('participantChanged', ({ participant: { id, handRaisedAtMs } }) => {
    return id === anna.id && handRaisedAtMs === null;
  });
  const up = async () => {
    const { resumed } = await ben.cut().then(() => ben.resume());
    return resumed?.participants.filter((one) => one.handRaisedAtMs !== null).map(({ id }) => id);
  };
  expect((await up())?.sort()).toEqual([ben.id, away].sort());
  await host.request('lowerHands', { participantIds: null });
  expect(await up()).toEqual([]);
  await until(() => t.worker.events.some((event) => event.type === 'hand' && event.participantId === away));
  expect(await host.codeOf('lowerHands', { participantIds: [newId()] })).toBe('participant-not-found');
});

test('the spotlight: on someone who is here, seen by all, gone with them', async () => {
  const room = newMeetingId();
  const [host, anna, ben] = [await enter(room, 'host'), await enter(room), await enter(room)];
  expect(host.joined?.spotlight).toBe(null);
  expect(await host.codeOf('setSpotlight', { participantId: newId() })).toBe('participant-not-found');
  await host.request('setSpotlight', { participantId: anna.id });
  for (const client of [host, anna, ben])
    await client.hears('spotlight', ({ participantId }) => participantId === anna.id);
  expect((await enter(room)).joined?.spotlight).toBe(anna.id);
  // A reload keeps it, whoever leaves takes it along.
  const again = await enter(room, 'guest', { sub: anna.id });
  expect(again.joined?.spotlight).toBe(anna.id);
  await again.leave();
  await ben.hears('spotlight', ({ participantId }) => participantId === null);
  const told = () => t.worker.events.filter((event) => event.type === 'spotlight');
  await until(() => told().length === 2);
  expect(told()).toMatchObject([{ participantId: anna.id }, { participantId: null }]);
});

test('the spotlight goes along to another box, where it may be turned', async () => {
  const room = newMeetingId();
  const id = newId();
  const expected = [{ id, name: 'Anna', role: 'guest' as const, handRaisedAtMs: null }];
  await t.worker.restore(room, 1, { expected, spotlight: id });
  const host = await enter(room, 'host');
  expect(host.joined?.spotlight).toBe(id);
  const anna = await enter(room, 'guest', { sub: id });
  expect(anna.joined?.spotlight).toBe(id);
  await host.request('setSpotlight', { participantId: host.id });
  await t.worker.restore(room, 1, { spotlight: id });
  await t.worker.restore(room, 1, { spotlight: newId() });
  await anna.request('ping', {});
  expect(anna.all('spotlight')).toEqual([{ participantId: host.id }]);
  // A room that closes for a move leaves it as it is: the next one gets it.
  await t.worker.commandAcked({ name: 'close-room', meetingId: room, placement: 1, reason: 'moved' });
  await until(() => t.worker.events.some((event) => event.type === 'room-closed' && event.meetingId === room));
  const told = t.worker.events.filter((event) => event.type === 'spotlight' && event.meetingId === room);
  expect(told).toMatchObject([{ participantId: host.id }]);
});
