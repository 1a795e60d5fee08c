import { afterEach, beforeEach, expect, test } from 'vitest';
import { BoxUnderTest, newId } from './support/box-under-test.ts';
import { until } from './support/until.ts';

let t: BoxUnderTest;
beforeEach(async () => {
  t = await BoxUnderTest.start();
  await t.linked();
});
afterEach(async () => {
  await t.expectNothingLeft();
  await t.stop();
});

const move = (deadlineMs = 5_000) =>
  t.worker.commandAcked({ name: 'move-room', meetingId: t.meetingId, placement: 1, deadlineMs });
const isClosed = () => t.worker.events.some((event) => event.type === 'room-closed' && event.reason === 'moved');

test('a room that moves closes when everybody who is there plays from the other box', async () => {
  const [anna, ben, cleo] = [await t.join(), await t.join(), await t.join()];
  expect(await anna.codeOf('moved', {})).toBe('wrong-state');
  await cleo.cut();
  await move();
  for (const client of [anna, ben]) expect(await client.hears('roomMoving')).toEqual({ deadlineMs: 5_000 });
  // Newcomers go to the other box; who is inside may come back, even with another token.
  expect(await t.refusal({})).toBe('token-wrong-placement');
  await ben.cut();
  expect((await ben.resume()).resumed?.moving).toBe(true);
  const again = await t.join({ sub: ben.id });
  expect((await again.hears('roomMoving')).deadlineMs).toBeLessThanOrEqual(5_000);
  await anna.request('moved', {});
  await anna.produce('mic');
  expect(anna.all('left')).toEqual([]);
  await again.request('moved', {});
  for (const client of [anna, again]) await client.hears('left', ({ reason }) => reason === 'moved');
  await until(isClosed);
  expect(await t.refusal({ sub: anna.id })).toBe('token-wrong-placement');
});

test('or when whoever has not said so leaves', async () => {
  const [anna, ben] = [await t.join(), await t.join()];
  await move();
  await anna.request('moved', {});
  await ben.leave();
  await anna.hears('left', ({ reason }) => reason === 'moved');
});

test('or at the deadline', async () => {
  const anna = await t.join();
  await move(80);
  await move(60_000);
  await anna.hears('left', ({ reason }) => reason === 'moved');
  expect(anna.all('roomMoving')).toEqual([{ deadlineMs: 80 }]);
});

test('someone on the way in when it moves is told as well', async () => {
  const [anna, ben] = [await t.join(), await t.connect()];
  await move();
  await anna.hears('roomMoving');
  await ben.join();
  await ben.hears('roomMoving');
});

test('a room with nobody in it goes at once, and so does one that never was', async () => {
  await move();
  expect(await t.refusal({})).toBe('token-wrong-placement');
  const token = await t.token({ placement: 2 });
  const anna = await t.join({ placement: 2 });
  await anna.leave();
  await t.worker.commandAcked({ name: 'move-room', meetingId: t.meetingId, placement: 2, deadlineMs: 5_000 });
  expect(await t.refusalOf(token)).toBe('token-wrong-placement');
});

test('a room on its way is not cut off by the news that it is elsewhere', async () => {
  const anna = await t.join();
  await move();
  t.worker.welcomeRooms = () => [{ meetingId: t.meetingId, placement: 2, locked: false, bans: [] }];
  t.worker.dropLink();
  await until(() => t.worker.hellos.length === 2);
  await t.linked();
  expect(await anna.codeOf('ping', {})).toBe('ok');
  await anna.request('moved', {});
  await anna.hears('left', ({ reason }) => reason === 'moved');
});

test('an expected person is no reason to stay', async () => {
  const person = { id: newId(), name: 'Ben', role: 'guest' as const, handRaisedAtMs: null };
  await t.worker.restore(t.meetingId, 1, { expected: [person] });
  const anna = await t.join();
  await move();
  await anna.request('moved', {});
  await anna.hears('left', ({ reason }) => reason === 'moved');
});
