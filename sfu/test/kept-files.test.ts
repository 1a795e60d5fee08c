import type { SharedFile } from '@parley/worker/contract/files.ts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { BoxUnderTest, newId, newMeetingId } from './support/box-under-test.ts';

let t: BoxUnderTest;
beforeAll(async () => {
  t = await BoxUnderTest.start();
  await t.linked();
});
afterEach(() => t.expectNothingLeft());
afterAll(() => t.stop());

const share = (meetingId: string, placement: number, participantId: string, to: string | null = null) => {
  const file: SharedFile = { id: newId(), name: 'homework.pdf', size: 1_234, type: 'application/pdf' };
  return { name: 'share-file' as const, meetingId, placement, participantId, to, file };
};
const refusals = () => t.worker.received.flatMap((message) => (message.type === 'ack' && !message.ok ? [message] : []));

test('a file that was shared before the room opened is said when it opens, after what was said before', async () => {
  const room = newMeetingId();
  const [anna, ben] = [newId(), newId()];
  const expected = [
    { id: anna, name: 'Anna', role: 'host' as const, handRaisedAtMs: null },
    { id: ben, name: 'Ben', role: 'guest' as const, handRaisedAtMs: null },
  ];
  const [toAll, toBen, nobodys] = [share(room, 2, anna), share(room, 2, anna, ben), share(room, 2, newId())];
  await t.worker.commandAcked(toAll);
  const earlier = { participantId: anna, name: 'Anna', role: 'host' as const, to: null, file: null, atMs: 1 };
  await t.worker.restore(room, 2, { expected, chat: [{ ...earlier, id: newId(), seq: 1, text: 'Before' }] });
  await t.worker.commandAcked(toBen);
  await t.worker.commandAcked(nobodys);
  const client = await t.join({ room, placement: 2, sub: ben, name: 'Ben' });
  const { messages } = await client.request('readChat', { afterSeq: 0 });
  expect(messages.map(({ name, text, file, to }) => [name, text, file?.id, to?.participantId])).toEqual([
    ['Anna', 'Before', undefined, undefined],
    ['Anna', '', toAll.file.id, undefined],
    ['Anna', '', toBen.file.id, ben],
  ]);
  expect(t.lines.filter(({ event }) => event === 'file-not-shared')).toHaveLength(1);
  expect(refusals()).toEqual([]);
});

test('of a placement that is over it is refused', async () => {
  const room = newMeetingId();
  const anna = await t.join({ room, placement: 2 });
  await t.worker.commandAcked(share(room, 1, anna.id));
  expect(refusals()).toHaveLength(1);
  await t.worker.commandAcked({ name: 'close-room', meetingId: room, placement: 2, reason: 'meeting-ended' });
  await t.worker.commandAcked(share(room, 2, anna.id));
  expect(refusals()).toHaveLength(2);
});
