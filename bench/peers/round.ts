import { setTimeout as pause } from 'node:timers/promises';
import { processCpuSeconds } from '../process-cpu.ts';
import type { Sample } from '../rounds.ts';
import { Publisher, packetsPerFrame, Subscriber } from './clients.ts';
import type { Configuration } from './configurations.ts';
import { startJanus } from './janus-server.ts';
import { startMediasoup } from './mediasoup-server.ts';
import { memoryMiBOf } from './memory.ts';
import type { MediaServer } from './server.ts';

/** What one round does, as `round-process.ts` takes it on its command line. */
export interface RoundTask {
  readonly configuration: Configuration;
  /** Janus's executable. */
  readonly janus?: string;
  /** A folder that Janus gets libraries from first. */
  readonly janusLibraries?: string;
  readonly subscribers: number;
  /** Of the publisher. */
  readonly packetsPerSecond: number;
  readonly seconds: number;
}

/** As many come in at once: a slow answer to one must not be measured as an idle server. */
const joinsAtOnce = 20;
const warmUpMs = 1_500;
const longestRoundMs = 45_000;
/** After the last packet was sent all of them have arrived, or never will. */
const drainMs = 400;

/**
 * Starts the server, brings everybody in, lets the packets flow, and ends it all.
 * @throws when that takes far longer than it can; then too the server is gone
 */
export async function runRound(task: RoundTask): Promise<Sample> {
  const server = await startServer(task);
  const publisher = new Publisher();
  const subscribers = Array.from({ length: task.subscribers }, (_, index) => new Subscriber(index));
  try {
    const late = pause(longestRoundMs).then(() => {
      throw new Error('A round hangs.');
    });
    return await Promise.race([late, measure(server, publisher, subscribers, task)]);
  } finally {
    publisher.close();
    for (const subscriber of subscribers) subscriber.close();
    await server.close();
  }
}

async function measure(
  server: MediaServer,
  publisher: Publisher,
  subscribers: readonly Subscriber[],
  task: RoundTask,
): Promise<Sample> {
  await publisher.connect(server);
  const beforeJoins = processCpuSeconds(server.pid);
  await connectAll(subscribers, server);
  const joinSeconds = processCpuSeconds(server.pid) - beforeJoins;
  const { expected, received, cpuSeconds } = await measureMedia(server, publisher, subscribers, task);
  return {
    received: received / expected,
    values: {
      us_per_packet: (cpuSeconds * 1e6) / received,
      join_cpu_ms: (joinSeconds * 1_000) / subscribers.length,
      memory_mib: memoryMiBOf(server.pid),
    },
  };
}

async function startServer({ configuration, janus, janusLibraries }: RoundTask): Promise<MediaServer> {
  const { server, eventLoops, preload } = configuration;
  if (server === 'mediasoup') return await startMediasoup(preload);
  if (janus === undefined) throw new Error('Janus is to be measured, but is not here.');
  return await startJanus({
    program: janus,
    ...(eventLoops === undefined ? {} : { eventLoops }),
    ...(preload === undefined ? {} : { preload }),
    ...(janusLibraries === undefined ? {} : { libraries: janusLibraries }),
  });
}

async function connectAll(subscribers: readonly Subscriber[], server: MediaServer): Promise<void> {
  const waiting = [...subscribers];
  const connectNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next.connect(server);
  };
  await Promise.all(Array.from({ length: joinsAtOnce }, connectNext));
}

async function measureMedia(
  server: MediaServer,
  publisher: Publisher,
  subscribers: readonly Subscriber[],
  { packetsPerSecond, seconds }: RoundTask,
): Promise<{ expected: number; received: number; cpuSeconds: number }> {
  const receivedSoFar = () => subscribers.reduce((sum, { received }) => sum + received, 0);
  const framesPerSecond = packetsPerSecond / packetsPerFrame;
  // A forwarder may begin only now, and buffers fill: neither is counted.
  publisher.start(framesPerSecond);
  await pause(warmUpMs);
  publisher.stop();
  await pause(drainMs);

  const before = { sent: publisher.sent, received: receivedSoFar(), cpu: processCpuSeconds(server.pid) };
  publisher.start(framesPerSecond);
  await pause(seconds * 1_000);
  publisher.stop();
  await pause(drainMs);
  const received = receivedSoFar() - before.received;
  return {
    expected: (publisher.sent - before.sent) * subscribers.length,
    received,
    cpuSeconds: processCpuSeconds(server.pid) - before.cpu,
  };
}
