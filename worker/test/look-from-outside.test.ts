import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { afterEach, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest';
import { lookAgainMs } from '../src/live/look-from-outside.ts';
import type { MediaAddress } from '../src/live/media-address.ts';
import { outside } from '../src/live/outside.ts';
import { FakeBox, fleetStub } from './fake-box.ts';
import { call, eventually, migrate, refused } from './harness.ts';
import type {} from './listening.ts';
import { Scene } from './scene.ts';

beforeAll(migrate);

const good = { address: '203.0.113.1', port: 44_400 };
const bad = { address: '203.0.113.2', port: 44_400 };
const inside = { address: '192.168.1.4', port: 44_400 };

let box: FakeBox;
let open: MediaAddress[];
let looks: MediaAddress[];
beforeEach(async () => {
  vi.restoreAllMocks();
  box = await FakeBox.alone('box-1');
  open = [good];
  looks = [];
  vi.spyOn(outside, 'isLookedFrom').mockReturnValue(true);
  vi.spyOn(outside, 'answers').mockImplementation(async (target) => {
    looks.push(target);
    return open.some(({ address, port }) => address === target.address && port === target.port);
  });
});
afterEach(() => void vi.useRealTimers());

const state = async () => (await call('listBoxes', { operator: true })).boxes.find(({ id }) => id === 'box-1');
const isUnreachable = () =>
  eventually(async () => expect(await state()).toMatchObject({ healthy: false, problems: ['address-unreachable'] }));
const isHealthy = () => eventually(async () => expect(await state()).toMatchObject({ healthy: true, problems: [] }));
const passMs = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });

test('an address that answers is fine, and not looked at again', async () => {
  await box.link({ media: [good] });
  await eventually(() => expect(looks).toEqual([good]));
  await isHealthy();
  expect(await runDurableObjectAlarm(fleetStub())).toBe(false);
});

test('one that does not keeps meetings away, also after the fleet slept, until it answers', async () => {
  await box.link({ media: [good, bad] });
  await isUnreachable();
  const scene = await Scene.open();
  await refused('joinMeeting', 'no-box', scene.joining());
  await evictDurableObject(fleetStub());
  await isUnreachable();
  looks = [];
  open = [good, bad];
  // Too early.
  await runDurableObjectAlarm(fleetStub());
  expect(looks).toEqual([]);
  passMs(lookAgainMs + 1_000);
  await box.link({ media: [good, bad] });
  await isHealthy();
  await scene.join();
});

test('it is looked at again every five minutes, only while it is unreachable', async () => {
  await box.link({ media: [bad] });
  await isUnreachable();
  for (let round = 1; round <= 2; round++) {
    looks = [];
    passMs(lookAgainMs + 1_000);
    expect(await runDurableObjectAlarm(fleetStub())).toBe(true);
    expect(looks).toEqual([bad]);
  }
  open = [bad];
  passMs(lookAgainMs + 1_000);
  await runDurableObjectAlarm(fleetStub());
  expect((await state())?.problems).toEqual([]);
  expect(await runDurableObjectAlarm(fleetStub())).toBe(false);
});

test('a private address is unreachable at once, and nothing is opened there', async () => {
  await box.link({ media: [good, inside] });
  await isUnreachable();
  expect(looks).toEqual([good]);
});

test('a box without a link is left alone until it comes back', async () => {
  await box.link({ media: [bad] });
  await isUnreachable();
  await box.unlink();
  looks = [];
  passMs(lookAgainMs + 1_000);
  await runDurableObjectAlarm(fleetStub());
  expect(looks).toEqual([]);
  expect(await runDurableObjectAlarm(fleetStub())).toBe(false);
});

test('an older look that takes longer tells nothing', async () => {
  let answered = false;
  vi.spyOn(outside, 'answers').mockImplementationOnce(async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    answered = true;
    return false;
  });
  await box.link({ media: [bad] });
  open = [bad];
  await box.link({ media: [bad] });
  expect(answered).toBe(false);
  await eventually(() => expect(answered).toBe(true));
  await box.events();
  expect((await state())?.problems).toEqual([]);
});

test('a forgotten box leaves nothing behind', async () => {
  await box.link({ media: [bad] });
  await isUnreachable();
  await call('forgetBox', { operator: true, params: { id: 'box-1' } });
  open = [bad];
  await FakeBox.start('box-1', 'local', { media: [bad] });
  await isHealthy();
});

test('in development nothing is looked at', async () => {
  vi.spyOn(outside, 'isLookedFrom').mockRestore();
  await box.link({ media: [bad, inside] });
  await box.events();
  expect(looks).toEqual([]);
  await isHealthy();
});

test('a real connection is an answer; one that is refused, or to no port at all, is none', async () => {
  vi.restoreAllMocks();
  const { v4, v6 } = inject('listening');
  expect(await outside.answers({ address: '127.0.0.1', port: v4 })).toBe(true);
  if (v6 !== null) expect(await outside.answers({ address: '::1', port: v6 })).toBe(true);
  for (const port of [1, 0, 70_000, -1]) expect(await outside.answers({ address: '127.0.0.1', port })).toBe(false);
});
