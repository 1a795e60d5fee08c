import { evictDurableObject } from 'cloudflare:test';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { closeCodes } from '../contract/live-socket.ts';
import { boxRefusalKeptMs, maxBoxRefusals } from '../src/live/box-refusal-store.ts';
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
  for (let i = 0; i < maxBoxRefusals.unknown + 15; i++) await tryAs(`made-up-${i}`);
  const refusals = await fleetStub().refusedBoxes();
  expect(refusals.filter(({ code }) => code === 'box-unknown')).toHaveLength(maxBoxRefusals.unknown);
  expect(await of('forgotten')).toMatchObject([{ times: 3 }]);
  expect(await of('box-1')).toHaveLength(1);
  expect(await of(`made-up-${maxBoxRefusals.unknown + 14}`)).toHaveLength(1);
  await tryAs('forgotten');
  expect(await of('forgotten')).toMatchObject([{ times: 4 }]);
});

test('what anybody could have sent says so, and displaces nothing that a box proved', { timeout: 40_000 }, async () => {
  const thief = await makeKeys();
  const late = await FakeBox.enrol('late');
  const madeUp = (id: string) => `e30.${btoa(JSON.stringify({ iss: id })).replaceAll('=', '')}.x`;
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 120_000 });
  const expired = await linkToken('late', late.keys);
  vi.useRealTimers();
  await (await openLink(expired)).text();
  for (let i = 0; i < maxBoxRefusals.unproved + 5; i++) {
    const id = `many-${i}`;
    await FakeBox.enrol(id);
    for (const token of [await linkToken(id, thief), madeUp(id)]) await (await openLink(token)).text();
    await tryAs(`no-such-${i}`);
  }
  for (let i = 0; i < 3; i++) await (await openLink(madeUp('late'))).text();
  const refusals = await fleetStub().refusedBoxes();
  const unproved = refusals.filter(({ code }) => code === 'key-wrong' || code === 'token-invalid');
  expect(unproved).toHaveLength(maxBoxRefusals.unproved);
  for (const { detail } of unproved) expect(detail).toMatch(/; anybody could have sent this$/);
  expect(refusals.filter(({ code }) => code === 'box-unknown')).toHaveLength(maxBoxRefusals.unknown);
  const proved = (await of('late')).filter(({ code }) => code === 'clock-wrong');
  expect(proved).toMatchObject([{ times: 1, detail: expect.stringMatching(/^its clock is about \d+ s behind$/) }]);
});

test('what boxes proved has its share, and all shares together are fifty', () => {
  expect(Object.values(maxBoxRefusals).reduce((sum, max) => sum + max)).toBe(50);
});

test('a box that is enrolled anew begins anew, and old refusals are forgotten', async () => {
  await tryAs('box-1', await makeKeys());
  await tryAs('later');
  await FakeBox.enrol('box-1');
  expect(await of('box-1')).toEqual([]);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + boxRefusalKeptMs + 1_000 });
  expect(await of('later')).toEqual([]);
});
