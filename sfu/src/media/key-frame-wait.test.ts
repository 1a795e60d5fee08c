import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Timers } from '../timers.ts';
import type { SourceConsumer, SourceProducer } from './endpoint.ts';
import { followConsumer } from './follow-consumer.ts';
import { hasJustBegun, keyFrameDelayMs, noteFirstPacket, waitForKeyFrames } from './key-frame-wait.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
  ['no packet yet', Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  ['the first packet now', 10_000, 350],
  ['a moment ago', 9_800, 150],
  ['long ago', 5_000, 0],
])('%s', (_, firstAtMs, delayMs) => {
  expect(keyFrameDelayMs(firstAtMs, 10_000)).toBe(delayMs);
});

test('a picture plays once its viewer is connected and its sender would answer with a key frame', async () => {
  const { producer, consumer, transport, begins, connects } = parts();
  const followed = followConsumer(consumer);
  await vi.advanceTimersByTimeAsync(100);
  begins();
  await vi.advanceTimersByTimeAsync(100);
  connects();
  await vi.advanceTimersByTimeAsync(249);
  expect(consumer.paused).toBe(true);
  await vi.advanceTimersByTimeAsync(2);
  expect(consumer.paused).toBe(false);
  await followed;
  expect([hasJustBegun(producer), transport.observer.eventNames()]).toEqual([false, []]);
});

test('a viewer who is connected before the sender begins gets the first key frame', async () => {
  const { consumer, connects } = parts();
  connects();
  await followConsumer(consumer);
  expect(consumer.paused).toBe(false);
});

test('what is hidden meanwhile stays paused', async () => {
  const { consumer, begins, connects } = parts();
  connects();
  begins();
  const followed = followConsumer(consumer);
  await vi.advanceTimersByTimeAsync(100);
  consumer.appData.hidden = true;
  await vi.advanceTimersByTimeAsync(1_000);
  await followed;
  expect(consumer.paused).toBe(true);
});

test('a viewer who does not connect keeps nothing waiting for long', async () => {
  const { consumer } = parts();
  const followed = followConsumer(consumer);
  await vi.advanceTimersByTimeAsync(2_000);
  await followed;
  expect(consumer.paused).toBe(false);
});

function parts() {
  const producer = { observer: new EventEmitter() } as unknown as SourceProducer;
  const transport = {
    closed: false,
    dtlsState: 'new',
    dtlsParameters: { role: 'client' },
    observer: new EventEmitter(),
  };
  const consumer = {
    closed: false,
    paused: true,
    appData: { hidden: false, selected: true },
    resume: async () => {
      consumer.paused = false;
    },
  } as unknown as SourceConsumer & { paused: boolean };
  noteFirstPacket(producer);
  waitForKeyFrames(consumer, producer, transport as never, new Timers());
  return {
    producer,
    consumer,
    transport,
    begins: () => producer.observer.emit('score', []),
    connects: () => {
      transport.dtlsState = 'connected';
      transport.observer.emit('dtlsstatechange', 'connected');
    },
  };
}
