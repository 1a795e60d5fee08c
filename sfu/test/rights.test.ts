import type { Grant, Role } from '@parley/worker/contract/roles.ts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ReplyOf } from '../contract/requests.ts';
import { countMedia } from '../src/media/media-counts.ts';
import { BoxUnderTest, newId, newMeetingId } from './support/box-under-test.ts';
import { until } from './support/until.ts';

let t: BoxUnderTest;
beforeAll(async () => {
  t = await BoxUnderTest.start();
  await t.linked();
});
afterEach(() => t.expectNothingLeft());
afterAll(() => t.stop());

const everything: Grant[] = ['receive', 'send-mic', 'send-camera', 'send-screen', 'send-screen-audio', 'chat'];
const enter = (room: string, claims = {}, entering = {}) => t.join({ room, grants: everything, ...claims }, entering);
const setRights = (
  meetingId: string,
  version: number,
  participantId: string,
  { role = 'guest', grants = everything }: { role?: Role; grants?: Grant[] },
) =>
  t.worker.commandAcked({
    name: 'set-rights',
    meetingId,
    placement: 1,
    version,
    people: [{ participantId, role, grants }],
  });
const personIn = ({ participants }: Pick<ReplyOf<'join'>, 'participants'>, id: string) =>
  participants.find((participant) => participant.id === id);

test('a promotion: everybody sees the role, the person may do more at once, and less again', async () => {
  const room = newMeetingId();
  const [anna, ben] = [await enter(room), await enter(room)];
  expect(anna.joined?.grants).toEqual(everything);
  expect(await anna.codeOf('lowerHands', { participantIds: null })).toBe('not-granted');
  await setRights(room, 1, anna.id, { role: 'co-host', grants: [...everything, 'moderate'] });
  for (const client of [anna, ben])
    await client.hears('participantChanged', ({ participant: { id, role } }) => id === anna.id && role === 'co-host');
  expect((await anna.hears('grantsChanged')).grants).toContain('moderate');
  expect(ben.all('grantsChanged')).toEqual([]);
  expect(await anna.codeOf('lowerHands', { participantIds: null })).toBe('ok');
  await setRights(room, 2, anna.id, {});
  await ben.hears('participantChanged', ({ participant: { role } }) => role === 'guest');
  expect(await anna.codeOf('lowerHands', { participantIds: null })).toBe('not-granted');
  // Told once each, and the same again is nothing new.
  const heard = anna.heard.length;
  await setRights(room, 3, anna.id, {});
  await anna.request('ping', {});
  expect(anna.heard.length).toBe(heard);
});

test('older rights than those it has mean nothing, whether they came with a token or a command', async () => {
  const room = newMeetingId();
  const anna = await enter(room, { rights: 5, role: 'host' });
  await setRights(room, 4, anna.id, {});
  await setRights(room, 7, anna.id, { role: 'co-host' });
  await setRights(room, 6, anna.id, { role: 'guest' });
  await anna.hears('participantChanged', ({ participant }) => participant.role === 'co-host');
  await anna.request('ping', {});
  expect(anna.all('participantChanged')).toHaveLength(1);
});

test('whoever is not here has them on coming: with an older token, not with a newer one', async () => {
  const room = newMeetingId();
  const sub = newId();
  await setRights(room, 3, sub, { role: 'guest', grants: ['receive'] });
  const host = await enter(room);
  const before = await enter(room, { sub, role: 'host', rights: 2 }, { sources: [{ source: 'mic', muted: false }] });
  expect(before.joined && personIn(before.joined, sub)).toMatchObject({ role: 'guest', sending: [] });
  expect(before.joined?.grants).toEqual(['receive']);
  expect(await before.codeOf('sendChat', { text: 'hi' })).toBe('not-granted');
  const after = await enter(room, { sub, role: 'co-host', rights: 4 });
  expect(after.joined && personIn(after.joined, sub)?.role).toBe('co-host');
  await host.hears('participantJoined', ({ participant: { role } }) => role === 'co-host');
});

test('away at that moment: the resume tells, and what was sent has ended', async () => {
  const room = newMeetingId();
  const [anna, ben] = [await enter(room), await enter(room)];
  await anna.produce('camera');
  await ben.hears('consumerAdded');
  await anna.cut();
  await setRights(room, 1, anna.id, { grants: ['receive'] });
  await ben.hears('consumerClosed');
  const { resumed } = await anna.resume();
  expect(resumed?.grants).toEqual(['receive']);
  expect(resumed && personIn(resumed, anna.id)?.sending).toEqual([]);
});

test('what may not be sent any more ends, and the microphone is muted', async () => {
  const room = newMeetingId();
  const [anna, ben] = [await enter(room), await enter(room)];
  for (const source of ['mic', 'camera', 'screen', 'screenAudio'] as const) await anna.produce(source);
  await until(() => ben.all('consumerAdded').length === 4);
  await setRights(room, 1, anna.id, { grants: ['receive', 'send-screen'] });
  const fits = ({ participant }: { participant: { sending: unknown } }) =>
    JSON.stringify(participant.sending) ===
    JSON.stringify([
      { source: 'mic', muted: true },
      { source: 'screen', muted: false },
    ]);
  await ben.hears('participantChanged', fits);
  await anna.hears('participantChanged', fits);
  await until(() => ben.all('consumerClosed').length === 2);
  expect(countMedia().producers).toBe(2);
  // The microphone is not theirs to open; what they give up themselves they may.
  expect(await anna.codeOf('setSource', { source: 'mic', muted: false })).toBe('not-granted');
  expect(await anna.codeOf('setSource', { source: 'camera', muted: true })).toBe('not-granted');
  expect(await anna.codeOf('setSource', { source: 'mic', muted: null })).toBe('ok');
  expect(countMedia().producers).toBe(1);
});

test('a demotion in the middle of `produce` leaves nothing open', async () => {
  const room = newMeetingId();
  const [anna, ben] = [await enter(room), await enter(room)];
  for (let version = 1; version <= 14; version += 1) {
    await setRights(room, version * 2, anna.id, {});
    await anna.say('camera', false);
    const produced = anna.ask('produce', anna.producing('camera'));
    if (version % 2 === 0) await new Promise((resolve) => setTimeout(resolve, version / 4));
    await setRights(room, version * 2 + 1, anna.id, { grants: ['receive'] });
    const answer = await produced;
    if (!answer.ok) expect(['source-off', 'not-granted']).toContain(answer.error.code);
    await until(() => countMedia().producers === 0);
  }
  const last = ben.all('participantChanged').at(-1)?.participant;
  expect(last?.sending).toEqual([]);
  expect(ben.all('consumerClosed')).toHaveLength(ben.all('consumerAdded').length);
});

test('without `receive` nothing is forwarded any more; with it again, what there is', async () => {
  const room = newMeetingId();
  const [anna, ben] = [await enter(room), await enter(room)];
  await anna.produce('mic');
  await ben.hears('consumerAdded');
  await setRights(room, 1, ben.id, { grants: [] });
  await ben.hears('consumerClosed');
  await anna.request('sendChat', { text: 'not for Ben' });
  await setRights(room, 2, ben.id, {});
  await until(() => ben.all('consumerAdded').length === 2);
  expect(ben.all('chat')).toEqual([]);
});

test('someone who is expected gets the role before they come', async () => {
  const room = newMeetingId();
  const id = newId();
  const anna = await enter(room);
  await t.worker.restore(room, 1, { expected: [{ id, name: 'Ben', role: 'guest', handRaisedAtMs: null }] });
  await setRights(room, 1, id, { role: 'co-host' });
  await anna.hears('participantChanged', ({ participant }) => participant.id === id && participant.role === 'co-host');
  expect((await enter(room)).joined?.participants.find((one) => one.id === id)?.role).toBe('co-host');
  await enter(room, { sub: id });
  expect((await anna.hears('participantJoined', ({ participant }) => participant.id === id)).participant.role).toBe(
    'co-host',
  );
});
