import { expect, test } from 'vitest';
import { type Arrived, beginStallWatch, lookForStall, readArrived } from './stall-watch.ts';

/** Stalled or not after each look, 500 ms apart. */
function watch(looks: Arrived[]): boolean[] {
  let state = beginStallWatch(0);
  return looks.map((arrived, index) => {
    state = lookForStall(state, arrived, (index + 1) * 500);
    return state.stalled;
  });
}
const times = (count: number, arrived: Arrived) => Array.from({ length: count }, () => arrived);

test('what used to arrive and does not for 1.5 s is a stall, until it does again', () => {
  expect(watch([...times(4, 100), 120])).toEqual([false, false, false, true, false]);
});

test.each([
  ['nothing ever arrived', times(6, 0)],
  ['there is nothing to look at', times(6, null)],
])('%s: no stall', (_, looks) => {
  expect(watch(looks)).not.toContain(true);
});

test('the whole connection counts where the browser counts it', async () => {
  const of = (...all: object[]) =>
    readArrived({ getStats: async () => new Map(all.map((each, i) => [i, each])) as never });
  await expect(of({ type: 'inbound-rtp', packetsReceived: 3 })).resolves.toBe(3);
  await expect(
    of({ type: 'inbound-rtp', packetsReceived: 3 }, { type: 'transport', bytesReceived: 900 }),
  ).resolves.toBe(900);
  await expect(of()).resolves.toBe(null);
});
