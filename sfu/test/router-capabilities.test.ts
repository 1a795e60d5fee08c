import { createWorker } from 'mediasoup';
import { expect, test } from 'vitest';
import { routerCodecs } from '../contract/media-codecs.ts';
import { routerRtpCapabilities } from '../contract/router-capabilities.ts';
import { rtpCapabilities } from '../contract/rtp.ts';

test('the capabilities that clients know beforehand are those of a real router', async () => {
  const workerBin = process.env.MEDIASOUP_WORKER_BIN;
  const worker = await createWorker(workerBin ? { workerBin } : {});
  const router = await worker.createRouter({ mediaCodecs: structuredClone([...routerCodecs]) as never });
  expect(routerRtpCapabilities).toEqual(JSON.parse(JSON.stringify(router.rtpCapabilities)));
  expect(rtpCapabilities.parse(routerRtpCapabilities)).toEqual(routerRtpCapabilities);
  worker.close();
});
