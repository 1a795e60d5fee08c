import { afterEach, beforeEach, expect, test } from 'vitest';
import { protocolVersion } from '../contract/version.ts';
import { BoxUnderTest, newId, newMeetingId } from './support/box-under-test.ts';
import { until } from './support/until.ts';

let t: BoxUnderTest;
beforeEach(async () => {
  t = await BoxUnderTest.start();
  await t.linked();
});
afterEach(() => t.stop());

test('remove: the person hears it, the others see it, and the way back is closed', async () => {
  const [anna, ben] = [await t.join(), await t.join()];
  await ben.produce('camera');
  const token = await t.token({ sub: ben.id });
  const ban = { participantIds: [ben.id], address: null };
  await t.worker.commandAcked({ name: 'remove-participant', meetingId: t.meetingId, placement: 1, ban });
  await ben.hears('left', ({ reason }) => reason === 'removed');
  await anna.hears('participantLeft', ({ reason }) => reason === 'removed');
  await anna.hears('consumerClosed');
  await until(() => ben.socket.disconnected);
  expect(await t.refusalOf(token)).toBe('removed');
  await until(() => t.worker.events.some((event) => event.type === 'participant-left' && event.reason === 'removed'));
});

test('a ban survives absent peers, the empty room and the link’s loss; the placement’s end ends it', async () => {
  const sub = newId();
  const ban = { participantIds: [sub], address: '203.0.113.5' };
  await t.worker.commandAcked({ name: 'remove-participant', meetingId: t.meetingId, placement: 1, ban });
  expect(await t.refusal({ sub })).toBe('removed');
  const headers = { 'x-forwarded-for': '203.0.113.5' };
  const hello = async (overrides = {}) => ({
    type: 'join',
    protocol: protocolVersion,
    token: await t.token(overrides),
    clientNonce: newId(),
  });
  expect(await t.client().refused(await hello(), { headers })).toBe('removed');
  const other = await t.join();
  await other.leave();
  await until(() => t.box.counts().rooms === 0);
  expect(await t.refusal({ sub })).toBe('removed');
  // A host may sit behind the banned address; a new placement brings its own bans.
  const host = t.client();
  await host.connect(await hello({ role: 'host' }));
  await t.worker.commandAcked({ name: 'close-room', meetingId: t.meetingId, placement: 1, reason: 'meeting-ended' });
  await host.hears('left', ({ reason }) => reason === 'meeting-ended');
  await t.connect({ sub, placement: 2 });
});

test('close-room ends everybody’s stay, and its tokens', async () => {
  const [anna, ben] = [await t.join(), await t.join()];
  const token = await t.token();
  await t.worker.commandAcked({ name: 'close-room', meetingId: t.meetingId, placement: 1, reason: 'moved' });
  for (const client of [anna, ben]) await client.hears('left', ({ reason }) => reason === 'moved');
  expect(await t.refusalOf(token)).toBe('token-wrong-placement');
  await until(() => t.worker.events.some((event) => event.type === 'room-closed' && event.reason === 'moved'));
  await t.expectNothingLeft();
});

test('a command for another placement leaves this one alone', async () => {
  const anna = await t.join({ placement: 2 });
  await t.worker.commandAcked({ name: 'close-room', meetingId: t.meetingId, placement: 1, reason: 'moved' });
  await t.worker.commandAcked({ name: 'lock-room', meetingId: t.meetingId, placement: 3, locked: true });
  const ban = { participantIds: [anna.id], address: null };
  await t.worker.commandAcked({ name: 'remove-participant', meetingId: t.meetingId, placement: 1, ban });
  expect([anna.all('left'), anna.all('roomLocked')]).toEqual([[], []]);
});

test('lock: everybody hears it; who was let in before and is not here stays out', async () => {
  const anna = await t.join();
  const past = { iat: Math.floor(Date.now() / 1000) - 10, nbf: Math.floor(Date.now() / 1000) - 10 };
  await t.worker.commandAcked({ name: 'lock-room', meetingId: t.meetingId, placement: 1, locked: true });
  await anna.hears('roomLocked', ({ locked }) => locked);
  expect(await t.refusal(past)).toBe('room-locked');
  expect((await t.join()).joined?.locked).toBe(true);
  await anna.cut();
  await anna.resume();
  await t.worker.commandAcked({ name: 'lock-room', meetingId: t.meetingId, placement: 1, locked: false });
  await t.join(past);
});

test('a lock made while the box link was down closes the tokens from before it, too', async () => {
  const anna = await t.join();
  const past = { iat: Math.floor(Date.now() / 1000) - 10, nbf: Math.floor(Date.now() / 1000) - 10 };
  t.worker.welcomeRooms = () => [{ meetingId: t.meetingId, placement: 1, locked: true, bans: [] }];
  t.worker.dropLink();
  await anna.hears('roomLocked', ({ locked }) => locked);
  await t.worker.commandAcked({ name: 'lock-room', meetingId: t.meetingId, placement: 1, locked: true });
  expect(await t.refusal(past)).toBe('room-locked');
  expect((await t.join()).joined?.locked).toBe(true);
});

test('an IPv6 ban is for the whole network, as the Worker names it', async () => {
  const ban = { participantIds: [], address: '2001:db8:0:12::/64' };
  await t.worker.commandAcked({ name: 'remove-participant', meetingId: t.meetingId, placement: 1, ban });
  const refusedFrom = async (address: string) => {
    const hello = { type: 'join', protocol: protocolVersion, token: await t.token(), clientNonce: newId() };
    return await t.client().refused(hello, { headers: { 'x-forwarded-for': address } });
  };
  expect(await refusedFrom('2001:db8:0:12:aaaa:bbbb:cccc:dddd')).toBe('removed');
  await expect(refusedFrom('2001:db8:0:13::1')).rejects.toThrow('It was let in.');
});

test('a command is applied once, however often it is sent', async () => {
  const anna = await t.join();
  const lock = { name: 'lock-room', meetingId: t.meetingId, placement: 1, locked: true } as const;
  const id = t.worker.command(lock);
  await t.worker.commandAcked({ ...lock, locked: false });
  t.worker.command(lock, id);
  await until(() => t.worker.acked.filter((acked) => acked === id).length === 2);
  expect(anna.all('roomLocked').map(({ locked }) => locked)).toEqual([true, false]);
});

test('snapshots reconcile: lost placements close as moved, bans and locks are learned, the rest stays', async () => {
  const [stays, goes, newer] = [newMeetingId(), newMeetingId(), newMeetingId()];
  const [anna, ben] = [await t.join({ room: stays }), await t.join({ room: stays })];
  const cleo = await t.join({ room: goes });
  const dan = await t.join({ room: newer, placement: 3 });
  t.worker.welcomeRooms = () => [
    { meetingId: stays, placement: 1, locked: true, bans: [{ participantIds: [ben.id], address: null }] },
    { meetingId: newer, placement: 4, locked: false, bans: [] },
  ];
  t.worker.dropLink();
  await cleo.hears('left', ({ reason }) => reason === 'moved');
  await dan.hears('left', ({ reason }) => reason === 'moved');
  await ben.hears('left', ({ reason }) => reason === 'removed');
  await anna.hears('roomLocked', ({ locked }) => locked);
  expect(anna.all('left')).toEqual([]);
  const hello = t.worker.hellos.at(-1);
  expect(hello?.rooms.map(({ meetingId }) => meetingId).sort()).toEqual([stays, goes, newer].sort());
  expect(await t.refusal({ room: newer, placement: 3 })).toBe('token-wrong-placement');
  await t.join({ room: newer, placement: 4 });
});
