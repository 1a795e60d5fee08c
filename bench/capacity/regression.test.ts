import { afterEach, expect, test } from 'vitest';
import { compile } from '../floor/compile.ts';
import { interleave, ratioOf } from '../rounds.ts';
import { type Forwarder, startMediaWorkers } from './forwarder.ts';
import { Load } from './load.ts';
import { sendBatching } from './send-batching.ts';

const subscribers = 50;
const library = await sendBatching();
const skip = library === null || compile('drain') === null || !process.env['MEDIASOUP_WORKER_BIN'];
if (skip)
  console.log('Skipped: what batching saves is measured with a media worker ($MEDIASOUP_WORKER_BIN) and a C compiler.');

const ends: { end(): void }[] = [];
afterEach(() => {
  for (const one of ends.splice(0)) one.end();
});

// A bound far from what it saves (0.6 of the time): this finds that it stopped working, `npm run bench -- --check` how well it works.
test.skipIf(skip)('batching saves a good part of the processor time', { timeout: 60_000 }, async () => {
  const load = await Load.start();
  ends.push(load);
  const configurations = new Map();
  for (const [name, preload] of [
    ['off', null],
    ['on', library?.preload ?? null],
  ] as const) {
    const forwarder: Forwarder = await startMediaWorkers({ counts: [subscribers] }, load, preload);
    ends.push(forwarder);
    await load.through(forwarder, subscribers, 0.5);
    configurations.set(name, () => load.through(forwarder, subscribers, 1));
  }
  const { ratio } = ratioOf(await interleave(configurations, 3), 'us_per_packet', ['on', 'off'], 'ratio');
  expect(ratio).toBeLessThan(0.9);
});
