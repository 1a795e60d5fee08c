import { beforeAll, expect, test } from 'vitest';
import { newMeetingId } from '../src/meetings/meeting-id.ts';
import { missRule } from '../src/routes/ask-meeting.ts';
import { FakeBox } from './fake-box.ts';
import { call, env, expectRefusal, migrate, nonce, origin, refused, request, send } from './harness.ts';
import { hostCookie, Scene } from './scene.ts';

beforeAll(async () => {
  await migrate();
  await FakeBox.start('box-1');
});

const live = (id: string, address: string) =>
  send(`/api/meetings/${id}/live`, { headers: { upgrade: 'websocket', origin, 'cf-connecting-ip': address } });
const seat = { id: 'somebody-else', secret: 'x'.repeat(43) };

/** Every way to ask for a meeting by its id that needs no account. */
const ways: Record<string, (id: string, address: string) => Promise<Response>> = {
  preview: (id, address) => request('previewMeeting', { params: { id }, address }),
  join: (id, address) =>
    request('joinMeeting', { params: { id }, address, body: { name: 'Eve', clientNonce: nonce() } }),
  moderate: (id, address) => request('endMeeting', { params: { id }, address, seat, body: {} }),
  live,
};

const misses = async () => {
  const query = `select coalesce(sum(count), 0) as count from rate_counts where key like 'meeting-miss:%'`;
  return (await env.DB.prepare(query).first<{ count: number }>())?.count;
};

test.each(Object.keys(ways))('searching for meetings by %s ends after a minute’s misses', async (way) => {
  const address = `198.51.100.${Object.keys(ways).indexOf(way)}`;
  const ask = ways[way] ?? live;
  const scene = await Scene.open();
  for (let i = 0; i < missRule.max; i++) await expectRefusal(await ask(newMeetingId(), address), 'meeting-not-found');
  const error = await expectRefusal(await ask(newMeetingId(), address), 'rate-limited');
  expect(error.retryAfterSeconds).toBeLessThanOrEqual(missRule.windowSeconds);
  // Neither does an answer tell any more which ids exist, on any way.
  for (const other of Object.values(ways)) await expectRefusal(await other(scene.id, address), 'rate-limited');
  await scene.join({ address: '203.0.113.1' });
  await call('previewMeeting', { params: scene.params, cookie: scene.cookie, address });
});

test('an account is counted by itself, wherever it asks from', async () => {
  const cookie = await hostCookie('grace@elsewhere.org');
  for (let i = 0; i < missRule.max; i++) {
    const asked = { params: { id: newMeetingId() }, cookie, address: `203.0.113.${i}` };
    await refused('previewMeeting', 'meeting-not-found', asked);
  }
  await refused('previewMeeting', 'rate-limited', { params: { id: newMeetingId() }, cookie, address: '203.0.113.99' });
});

test('finding a meeting counts nothing', async () => {
  const scene = await Scene.open();
  const before = await misses();
  for (let i = 0; i < missRule.max + 5; i++) await scene.preview({ address: '203.0.113.200' });
  await scene.join({ address: '203.0.113.200' });
  expect(await misses()).toBe(before);
});
