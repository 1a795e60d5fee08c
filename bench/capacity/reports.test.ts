import { observer, type types } from 'mediasoup';
import { afterEach, expect, test } from 'vitest';
import { compile } from '../floor/compile.ts';
import { startMediaWorkers } from './forwarder.ts';
import { Load } from './load.ts';

const skip = compile('drain') === null || !process.env['MEDIASOUP_WORKER_BIN'];
if (skip)
  console.log('Skipped: reports take a media worker ($MEDIASOUP_WORKER_BIN), a C compiler and OpenSSL’s headers.');

const ends: { end(): void }[] = [];
afterEach(() => {
  for (const one of ends.splice(0)) one.end();
});

// Without this a media worker that waits for reports which never come would be measured, and nothing would look wrong.
test.skipIf(skip).each([true, false])(
  'the media worker gets reports from those who report: %s',
  async (areReporting) => {
    const transports: types.Transport[] = [];
    observer.on('newworker', (worker) =>
      worker.observer.on('newrouter', (router) =>
        router.observer.on('newtransport', (transport) => transports.push(transport)),
      ),
    );
    const load = await Load.start();
    ends.push(load);
    const forwarder = await startMediaWorkers({ counts: [2], areReporting }, load, null);
    ends.push(forwarder);
    await load.through(forwarder, 2, 1);
    const [, ...subscribers] = transports;
    // Only what could be decrypted counts as received.
    const received = subscribers.map(async (each) => {
      const [stats] = (await each.getStats()) as types.PlainTransportStat[];
      return (stats?.bytesReceived ?? 0) > 0;
    });
    expect(await Promise.all(received)).toEqual([areReporting, areReporting]);
    observer.removeAllListeners('newworker');
  },
);
