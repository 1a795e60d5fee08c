import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { afterEach, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest';
import { failuresBelieved, lookAgainAfterMs, maxLooksAtATime } from '../src/live/look-from-outside.ts';
import type { MediaAddress } from '../src/live/media-address.ts';
import { outside } from '../src/live/outside.ts';
import { FakeBox, fleetStub } from './fake-box.ts';
import { call, eventually, migrate } from './harness.ts';
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
/** Also where the clock was turned, so that the box is silent. */
const isBelieved = () => eventually(async () => expect((await state())?.problems).toEqual([]));
const passMs = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
const [soonMs, laterMs, longMs] = lookAgainAfterMs;
/** The next looks, as many as addresses are looked at. */
async function nextLook(afterMs: number, count = 1): Promise<void> {
  looks = [];
  passMs(afterMs + 1_000);
  expect(await runDurableObjectAlarm(fleetStub())).toBe(true);
  await eventually(() => expect(looks).toHaveLength(count));
  await box.events();
}
async function failAll(count = 1): Promise<void> {
  await eventually(() => expect(looks).toHaveLength(count));
  await nextLook(soonMs, count);
  await nextLook(laterMs, count);
  await isUnreachable();
}

test('an address that answers is fine, and not looked at again', async () => {
  await box.link({ media: [good] });
  await eventually(() => expect(looks).toEqual([good]));
  await isHealthy();
  expect(await runDurableObjectAlarm(fleetStub())).toBe(false);
});

test('one failed look, or two, keep nothing away', async () => {
  await box.link({ media: [bad] });
  await eventually(() => expect(looks).toEqual([bad]));
  await nextLook(soonMs);
  await isBelieved();
  open = [bad];
  await nextLook(laterMs);
  await isBelieved();
  // It begins anew.
  open = [];
  await box.link({ media: [bad] });
  await eventually(() => expect(looks).toHaveLength(2));
  await box.events();
  await isHealthy();
});

test('links that come in a row count as one failed look', async () => {
  for (let i = 1; i <= failuresBelieved + 1; i++) {
    await box.link({ media: [bad] });
    await eventually(() => expect(looks).toHaveLength(i));
    await box.events();
  }
  await isHealthy();
});

test('one that does not keeps meetings away, also after the fleet slept, until it answers', async () => {
  await box.link({ media: [bad] });
  await failAll();
  await box.link({ media: [bad] });
  const other = await FakeBox.start('other', 'local', { media: [good] });
  expect(await (await Scene.open()).host()).toMatchObject({ box: { id: 'other' } });
  await evictDurableObject(fleetStub());
  await isUnreachable();
  await other.link({ media: [good] });
  expect(await (await Scene.open()).host()).toMatchObject({ box: { id: 'other' } });
  looks = [];
  // Too early.
  await runDurableObjectAlarm(fleetStub());
  expect(looks).toEqual([]);
  open = [bad];
  await box.link({ media: [bad] });
  await isHealthy();
});

test('where there is no other box it is taken all the same, but nobody is moved there', async () => {
  await box.link({ media: [bad] });
  await failAll();
  await box.link({ media: [bad] });
  await isUnreachable();
  expect(await (await Scene.open()).host()).toMatchObject({ box: { id: 'box-1' } });
  const other = await FakeBox.start('other', 'local', { media: [good] });
  const scene = await Scene.open();
  const grace = await scene.host();
  expect(grace.box.id).toBe('other');
  await other.joined(scene.id, 1, grace.participant.id);
  await call('drainBox', { operator: true, params: { id: 'other' }, body: { draining: true } });
  await runDurableObjectAlarm(fleetStub());
  expect(await scene.join()).toMatchObject({ placement: 1, box: { id: 'other' } });
});

test('it is looked at again every five minutes, only while it is unreachable', async () => {
  await box.link({ media: [bad] });
  await failAll();
  for (let round = 1; round <= 2; round++) await nextLook(longMs);
  await isUnreachable();
  open = [bad];
  await nextLook(longMs);
  await isBelieved();
  passMs(longMs);
  await runDurableObjectAlarm(fleetStub());
  expect(await runDurableObjectAlarm(fleetStub())).toBe(false);
});

test('a box is reached at one of its addresses; the others are named in the log', async () => {
  const told = vi.spyOn(console, 'log');
  await box.link({ media: [good, bad, inside] });
  await eventually(() =>
    expect(told.mock.calls.flat().map(String)).toContain(
      JSON.stringify({
        level: 'info',
        event: 'box-partly-reachable',
        boxId: 'box-1',
        addresses: [bad.address, inside.address],
      }),
    ),
  );
  expect(looks).toEqual([good, bad]);
  await isHealthy();
});

test('a box with private addresses alone is unreachable at once, and nothing is opened there', async () => {
  await box.link({ media: [inside] });
  await isUnreachable();
  expect(looks).toEqual([]);
});

test('only so many connections are opened at a time, also of many boxes', async () => {
  let opened = 0;
  let most = 0;
  vi.spyOn(outside, 'answers').mockImplementation(async (target) => {
    most = Math.max(most, ++opened);
    await new Promise((resolve) => setTimeout(resolve, 20));
    opened--;
    return looks.push(target) > 0;
  });
  const media = [1, 2, 3].map((port) => ({ ...good, port }));
  for (const id of ['box-2', 'box-3', 'box-4']) await FakeBox.start(id, 'local', { media });
  await eventually(() => expect(looks).toHaveLength(9));
  expect(most).toBe(maxLooksAtATime);
});

test('a box without a link is left alone until it comes back', async () => {
  await box.link({ media: [bad] });
  await failAll();
  await box.unlink();
  looks = [];
  passMs(longMs + 1_000);
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
  await box.link({ media: [inside] });
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
