import { afterAll, beforeAll, expect, test } from 'vitest';
import { BoxUnderTest } from './support/box-under-test.ts';

let test1: BoxUnderTest;
beforeAll(async () => {
  test1 = await BoxUnderTest.start();
});
afterAll(() => test1.stop());

test('two people join, send and are told of each other', async () => {
  const anna = await test1.join({ name: 'Anna' });
  await anna.produce('mic');
  await anna.produce('camera', { layers: 3 });
  const ben = await test1.connect({ name: 'Ben' });
  const reply = await ben.join();
  expect(reply.participants.map(({ name }) => name)).toEqual(['Anna', 'Ben']);
  expect(reply.media.consumers.map(({ source }) => source).sort()).toEqual(['camera', 'mic']);
  expect(reply.media.consumers.find(({ source }) => source === 'camera')?.maxSpatialLayer).toBe(2);
  await anna.hears('participantJoined', ({ participant }) => participant.name === 'Ben');
  await ben.produce('mic', { muted: true });
  const added = await anna.hears('consumerAdded');
  expect(added.consumer).toMatchObject({ participantId: ben.id, source: 'mic', producerPaused: true });
  await test1.expectNothingLeft();
});
