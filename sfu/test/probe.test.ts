import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { countMedia } from '../src/media/media-counts.ts';
import { BoxUnderTest } from './support/box-under-test.ts';

let t: BoxUnderTest;
beforeAll(async () => {
  t = await BoxUnderTest.start();
});
afterEach(() => t.expectNothingLeft());
afterAll(() => t.stop());

const stream = (streamId: number) => ({ streamId, ordered: false, maxRetransmits: 2 });

test('a probe is a data channel each way, in place of an earlier one', async () => {
  const anna = await t.join();
  expect(anna.joined?.media.sendTransport.sctpParameters).toMatchObject({ port: 5000, maxReceiveMessageSize: 1_024 });
  const first = await anna.request('probe', { epoch: anna.epoch, sctpStreamParameters: stream(1) });
  expect(first.dataConsumer.sctpStreamParameters).toMatchObject({ ordered: false, maxRetransmits: 2 });
  expect(countMedia().probes).toBe(1);
  const second = await anna.request('probe', { epoch: anna.epoch, sctpStreamParameters: stream(1) });
  expect(second.dataProducerId).not.toBe(first.dataProducerId);
  expect(countMedia().probes).toBe(1);
  const both = await Promise.all(
    [2, 3].map((id) => anna.codeOf('probe', { epoch: anna.epoch, sctpStreamParameters: stream(id) })),
  );
  expect(both).toEqual(['ok', 'ok']);
  expect(countMedia().probes).toBe(1);
  await anna.openMedia();
  expect(countMedia().probes).toBe(0);
});

test('a probe of other media, or one that contradicts itself, is refused', async () => {
  const anna = await t.join();
  const { epoch } = anna;
  const old = { ...epoch, change: 7 };
  expect(await anna.codeOf('probe', { epoch: old, sctpStreamParameters: stream(1) })).toBe('stale-epoch');
  const both = { streamId: 1, maxPacketLifeTime: 5, maxRetransmits: 5 };
  expect(await anna.codeOf('probe', { epoch, sctpStreamParameters: both })).toBe('media-refused');
  expect(countMedia().probes).toBe(0);
});
