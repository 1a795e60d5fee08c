import { evictDurableObject } from 'cloudflare:test';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { closeCodes } from '../contract/live-socket.ts';
import { boxRefusalKeptMs, maxBoxRefusals, maxUnknownBoxRefusals } from '../src/live/box-refusal-store.ts';
import { FakeBox, fleetStub, linkToken, makeKeys, openLink } from './fake-box.ts';
import { call, migrate } from './harness.ts';

beforeAll(migrate);

let box: FakeBox;
beforeEach(async () => {
  for (const { boxId } of await fleetStub().refusedBoxes()) await forget(boxId);
  box = await FakeBox.alone('box-1');
});
afterEach(() => void vi.useRealTimers());

const forget = async (id: string) => {
  await FakeBox.enrol(id);
  await call('forgetBox', { operator: true, params: { id } });
};
const of = async (boxId: string) => (await fleetStub().refusedBoxes()).filter((refusal) => refusal.boxId === boxId);
const tryAs = async (id: string, keys = box.keys) => (await openLink(await linkToken(id, keys))).text();

test('a box that is not let in is listed with the reason, how often, and when', async () => {
  const thief = await makeKeys();
  await tryAs('box-1', thief);
  await tryAs('box-1', thief);
  await tryAs('nobody');
  await box.open();
  box.hello({ region: 'elsewhere' });
  await box.untilClosed();
  await evictDurableObject(fleetStub());
  const lastAtMs = expect.any(Number);
  const detail = expect.stringMatching(/^[a-z].*[a-z]$/);
  expect(await of('box-1')).toEqual([
    { boxId: 'box-1', code: 'not-as-enrolled', detail, times: 1, lastAtMs },
    { boxId: 'box-1', code: 'key-wrong', detail, times: 2, lastAtMs },
  ]);
  expect(await of('nobody')).toEqual([{ boxId: 'nobody', code: 'box-unknown', detail, times: 1, lastAtMs }]);
});

test('a reason that is too long for a close is cut', async () => {
  const [enrolled, other] = ['r'.repeat(40), 'e'.repeat(40)];
  const far = await FakeBox.enrol('far', enrolled);
  await far.open();
  far.hello({ region: other });
  const { code, reason } = await far.untilClosed();
  expect(code).toBe(closeCodes.refused);
  expect(reason).toHaveLength(123);
  expect(reason).toMatch(new RegExp(`^not-as-enrolled: it says ${other}, and is enrolled in r+$`));
});

test('what is no box id is not written down', async () => {
  const { length } = await fleetStub().refusedBoxes();
  for (const id of ['<script>', 'x'.repeat(500), 'Box', '']) await tryAs(id);
  await (await openLink('nonsense')).text();
  expect(await fleetStub().refusedBoxes()).toHaveLength(length);
});

test('made-up ids fill only their share, and flush no box that keeps trying', async () => {
  await tryAs('box-1', await makeKeys());
  for (let i = 0; i < 3; i++) await tryAs('forgotten');
  for (let i = 0; i < maxUnknownBoxRefusals + 15; i++) await tryAs(`made-up-${i}`);
  const refusals = await fleetStub().refusedBoxes();
  expect(refusals.filter(({ code }) => code === 'box-unknown')).toHaveLength(maxUnknownBoxRefusals);
  expect(await of('forgotten')).toMatchObject([{ times: 3 }]);
  expect(await of('box-1')).toHaveLength(1);
  expect(await of(`made-up-${maxUnknownBoxRefusals + 14}`)).toHaveLength(1);
  await tryAs('forgotten');
  expect(await of('forgotten')).toMatchObject([{ times: 4 }]);
});

test('there are never more than fifty', { timeout: 40_000 }, async () => {
  const thief = await makeKeys();
  for (let i = 0; i < maxBoxRefusals; i++) {
    await FakeBox.enrol(`many-${i}`);
    await tryAs(`many-${i}`, thief);
    if (i < maxUnknownBoxRefusals + 1) await tryAs(`no-such-${i}`);
  }
  expect(await fleetStub().refusedBoxes()).toHaveLength(maxBoxRefusals);
});

test('a box that is enrolled anew begins anew, and old refusals are forgotten', async () => {
  await tryAs('box-1', await makeKeys());
  await tryAs('later');
  await FakeBox.enrol('box-1');
  expect(await of('box-1')).toEqual([]);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + boxRefusalKeptMs + 1_000 });
  expect(await of('later')).toEqual([]);
});
