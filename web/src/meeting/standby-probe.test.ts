import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { after } from '../media/after.ts';
import { type Standby, StandbyProbe } from './standby-probe.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function makeProbe() {
  const told: Standby[] = [];
  return { told, probe: new StandbyProbe({ schedule: after, onStandby: (standby) => void told.push(standby) }) };
}

test('a way that fails is tried again, ever more patiently, until it works', async () => {
  const { told, probe } = makeProbe();
  const triedAt: number[] = [];
  const beganMs = Date.now();
  const path = {
    probe: async () => {
      triedAt.push(Date.now() - beganMs);
      if (triedAt.length < 4) throw new Error('nothing came back');
    },
  };
  probe.watch(path);
  probe.watch(path);
  await vi.advanceTimersByTimeAsync(200_000);
  expect(triedAt).toEqual([0, 10_000, 30_000, 70_000]);
  expect(told).toEqual(['fails', 'works']);
});

test('in use, or given up: nothing is known, nothing is tried, and a late answer counts no more', async () => {
  const { told, probe } = makeProbe();
  const { promise, reject } = Promise.withResolvers<void>();
  const slow = { probe: vi.fn(() => promise) };
  probe.watch(slow);
  probe.watch(null);
  reject(new Error('nothing came back'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect([told, slow.probe.mock.calls.length]).toEqual([[], 1]);
  const good = { probe: vi.fn(async () => undefined) };
  for (const path of [good, null, good]) {
    probe.watch(path);
    await vi.advanceTimersByTimeAsync(0);
  }
  expect(told).toEqual(['works', null, 'works']);
  expect(good.probe).toHaveBeenCalledOnce();
});
