import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { countMedia } from '../src/media/media-counts.ts';
import { BoxUnderTest } from './support/box-under-test.ts';
import type { TestClient } from './support/test-client.ts';
import { until } from './support/until.ts';

let t: BoxUnderTest;
beforeAll(async () => {
  t = await BoxUnderTest.start();
  await t.linked();
});
afterEach(() => t.expectNothingLeft());
afterAll(() => t.stop());

/** What somebody sends, as this client was told last. */
const sendingOf = (client: TestClient, { id }: TestClient) =>
  client
    .all('participantChanged')
    .filter(({ participant }) => participant.id === id)
    .at(-1)?.participant.sending;

test('what is said at the join is what may be sent, and the others see it', async () => {
  const anna = await t.join();
  const sources = [
    { source: 'mic', muted: true },
    { source: 'screen', muted: false },
  ] as const;
  const ben = await t.join({ grants: ['receive', 'send-mic'] }, { sources: [...sources] });
  const { participant } = await anna.hears('participantJoined');
  expect(participant).toMatchObject({ sending: [{ source: 'mic', muted: true }], handRaisedAtMs: null });
  await ben.request('produce', ben.producing('mic'));
  expect((await anna.hears('consumerAdded')).consumer.producerPaused).toBe(true);
});

test('what is sent is said apart from its way through the box', async () => {
  const [anna, ben] = [await t.join(), await t.join()];
  await anna.say('camera', false);
  await until(() => sendingOf(ben, anna)?.length === 1);
  expect(countMedia().producers).toBe(0);
  await anna.produce('camera');
  const told = ben.all('participantChanged').length;
  await anna.request('closeProducer', { epoch: anna.epoch, source: 'camera' });
  await ben.hears('consumerClosed');
  expect(ben.all('participantChanged')).toHaveLength(told);
  await anna.produce('camera');
  await anna.say('camera', null);
  await until(() => sendingOf(ben, anna)?.length === 0);
  await until(() => countMedia().producers === 0);
  expect(await anna.codeOf('produce', anna.producing('camera'))).toBe('source-off');
});

test('what is said again is told to nobody', async () => {
  const [anna, ben] = [await t.join(), await t.join()];
  await anna.say('mic', false);
  await anna.say('mic', false);
  await anna.say('camera', null);
  await anna.say('mic', true);
  await until(() => sendingOf(ben, anna)?.[0]?.muted === true);
  expect(ben.all('participantChanged')).toHaveLength(2);
});

test('a source that is ended or muted while its producer is made ends or is muted', async () => {
  const [anna, ben] = [await t.join(), await t.join()];
  await anna.say('mic', false);
  await anna.say('camera', false);
  const [ended, , muted] = await Promise.all([
    anna.codeOf('produce', anna.producing('mic')),
    anna.say('mic', null),
    anna.codeOf('produce', anna.producing('camera')),
    anna.say('camera', true),
  ]);
  expect([ended, muted]).toEqual(['source-off', 'ok']);
  await until(() => countMedia().producers === 1);
  const late = await t.join();
  expect(late.joined?.media.consumers).toMatchObject([{ source: 'camera', producerPaused: true }]);
  expect(ben.all('left')).toEqual([]);
});

test('media rebuilt: what is sent stays said, and is produced anew as muted as it was', async () => {
  const [anna, ben] = [await t.join(), await t.join()];
  await anna.produce('mic', { muted: true });
  await until(() => ben.all('consumerAdded').length === 1);
  process.kill(t.box.mediaWorkerPids()[0] ?? 0, 'SIGKILL');
  await Promise.all([anna.hears('mediaReset'), ben.hears('mediaReset')]);
  // Muted or ended in between: there is nothing to pause, and nothing fails.
  await anna.say('camera', false);
  await anna.cut();
  expect((await anna.resume()).resumed).toMatchObject({ mediaEpoch: null, consumers: [] });
  expect(anna.connected.resumed?.participants[0]?.sending).toEqual([
    { source: 'mic', muted: true },
    { source: 'camera', muted: false },
  ]);
  await ben.openMedia();
  expect((await anna.openMedia()).epoch).toEqual({ placement: 1, change: 1 });
  await anna.produce('mic', { muted: true });
  await until(() => ben.all('consumerAdded').length === 2);
  expect(ben.all('consumerAdded').at(-1)?.consumer.producerPaused).toBe(true);
});
