import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ProblemError } from '../errors/problem.ts';
import { BoxWatch } from './box-watch.ts';
import type { Stay } from './stay.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A box that answers or not, and a connection to it over which something arrives or not. */
function scene() {
  let bytes = 1_000;
  const facts = { arrives: true, answers: true, dropped: 0, silent: 0, stalled: 0 };
  const receiver = {
    getStats: async () => {
      if (facts.arrives) bytes += 100;
      return new Map([['t', { type: 'transport', bytesReceived: bytes }]]);
    },
  } as unknown as RTCRtpReceiver;
  const stay = {
    isConnected: true,
    request: async () => {
      if (!facts.answers) throw new ProblemError('box-silent', 'no answer');
    },
    dropConnection: () => void facts.dropped++,
  } as unknown as Stay;
  const watch = new BoxWatch({
    stay: () => stay,
    receiver: () => receiver,
    onSilent: () => void facts.silent++,
    onStalled: () => void facts.stalled++,
  });
  return { facts, watch };
}

test('as long as something arrives, nothing is said', async () => {
  const { facts, watch } = scene();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(facts).toMatchObject({ dropped: 0, silent: 0, stalled: 0 });
  watch.close();
});

test('nothing arrives and the box does not answer: its connection is given up', async () => {
  const { facts, watch } = scene();
  await vi.advanceTimersByTimeAsync(2_000);
  Object.assign(facts, { arrives: false, answers: false });
  await vi.advanceTimersByTimeAsync(3_000);
  expect(facts.silent).toBeGreaterThan(0);
  expect(facts.dropped).toBe(facts.silent);
  expect(facts.stalled).toBe(0);
  watch.close();
});

test('nothing arrives although the box answers: the way is lost, which is said after seconds and not all the time', async () => {
  const { facts, watch } = scene();
  await vi.advanceTimersByTimeAsync(2_000);
  facts.arrives = false;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(facts.stalled).toBe(0);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(facts).toMatchObject({ stalled: 1, dropped: 0 });
  await vi.advanceTimersByTimeAsync(15_000);
  expect(facts.stalled).toBe(1);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(facts.stalled).toBe(2);
  watch.close();
});
