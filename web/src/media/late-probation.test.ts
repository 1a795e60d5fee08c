import type { types } from 'mediasoup-client';
import { expect, test } from 'vitest';
import { probeLater } from './late-probation.ts';

/** A handler that notes what it is to receive, and a clock that is told when the time is up. */
function open() {
  const received: string[][] = [];
  const timers = new Set<() => void>();
  const listeners: { event: string; listener: (state?: string) => void }[] = [];
  const inner = {
    on: (event: string, listener: (state?: string) => void) => void listeners.push({ event, listener }),
    receive: async (streams: types.HandlerReceiveOptions[]) => {
      received.push(streams.map(({ trackId }) => trackId));
      return [];
    },
  };
  const happens = (event: string, state?: string) => {
    for (const each of listeners) if (each.event === event) each.listener(state);
  };
  const factory = { name: 'noted', factory: () => inner } as unknown as types.HandlerFactory;
  const schedule = (task: () => void) => {
    timers.add(task);
    return () => void timers.delete(task);
  };
  const handler = probeLater(factory, schedule).factory({} as types.HandlerOptions);
  const receive = (...trackIds: string[]) =>
    handler.receive(trackIds.map((trackId) => ({ trackId }) as types.HandlerReceiveOptions));
  return { happens, received, timers, receive };
}

test('streams that somebody waits for are received at once', async () => {
  const { received, receive } = open();
  await receive('voice', 'picture');
  expect(received).toEqual([['voice', 'picture']]);
});

test.each([
  ['connected', '@connectionstatechange', 'connected'],
  ['closed', '@close', undefined],
])('probing waits until the transport is %s', async (_name, event, state) => {
  const { happens, received, receive, timers } = open();
  const probing = receive('probator');
  happens('@connectionstatechange', 'connecting');
  await Promise.resolve();
  expect(received).toEqual([]);
  happens(event, state);
  await probing;
  expect(received).toEqual([['probator']]);
  expect(timers.size).toBe(0);
});

test('a transport that does not connect holds up nothing for long', async () => {
  const { received, receive, timers } = open();
  const probing = receive('probator');
  for (const timeIsUp of timers) timeIsUp();
  await probing;
  expect(received).toEqual([['probator']]);
});

test('a transport that is connected already holds up nothing', async () => {
  const { happens, received, receive } = open();
  happens('@connectionstatechange', 'connected');
  await receive('probator');
  expect(received).toEqual([['probator']]);
});
