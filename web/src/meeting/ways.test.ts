import type { Participant } from '@parley/sfu/contract/shapes.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MediaSession } from './media-session.ts';
import { type Way, WaysWatch } from './ways.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function makeWatch() {
  const told: Record<string, Way>[] = [];
  const facts = { relayed: false, rttMs: 20, packetsReceived: 100, packetsLost: 0 };
  const session = {
    played: { playingKinds: () => ['p2p'], settledKind: () => null, isSwitching: () => false },
    direct: { facts: () => ({ facts, looks: [] }) },
    sfuPath: null,
  } as unknown as MediaSession;
  const watch = new WaysWatch(
    () => session,
    () => [{ id: 'ben' }] as Participant[],
    (ways) => void told.push(ways),
  );
  return { watch, told };
}

test('what changes in one go is told once; figures only while somebody looks', async () => {
  const { watch, told } = makeWatch();
  watch.refresh();
  watch.refresh();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told.map(({ ben }) => [ben?.path, ben?.rttMs])).toEqual([['p2p', null]]);
  const stop = watch.watch();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(told.slice(1).map(({ ben }) => ben?.rttMs)).toEqual([20, 20]);
  stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toHaveLength(3);
});

test('after the end nothing is told any more, whatever still closes', async () => {
  const { watch, told } = makeWatch();
  watch.refresh();
  watch.close();
  watch.refresh();
  watch.watch();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual([]);
});
