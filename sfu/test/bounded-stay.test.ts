import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { BoxUnderTest, newId } from './support/box-under-test.ts';
import { until } from './support/until.ts';

let t: BoxUnderTest;
beforeAll(async () => {
  t = await BoxUnderTest.start();
  await t.linked();
});
afterEach(() => t.expectNothingLeft());
afterAll(() => t.stop());

/** Claims are whole seconds: between one and two from now. */
const soon = () => Math.floor(Date.now() / 1000) + 2;

test('a stay that is bounded ends as `left` at that time, also after a resume; others stay', async () => {
  const ends = soon();
  const anna = await t.join({ until: ends });
  const ben = await t.join();
  expect(t.box.counts()).toMatchObject({ participants: 2, peers: 2 });
  await anna.cut();
  await anna.resume();
  await anna.hears('left', ({ reason }) => reason === 'left');
  expect(Date.now()).toBeGreaterThanOrEqual(ends * 1000 - 50);
  await ben.hears('participantLeft', ({ participantId, reason }) => participantId === anna.id && reason === 'left');
  expect(ben.all('left')).toEqual([]);
  expect(t.box.counts()).toMatchObject({ participants: 1, peers: 1 });
});

test('also when they never join, or are away, and their room goes with them', async () => {
  const ends = soon();
  const ids = [newId(), newId()];
  const outside = await t.connect({ until: ends, sub: ids[0] });
  const away = await t.join({ until: ends, sub: ids[1] });
  await away.cut();
  await until(() => t.box.counts().rooms === 0);
  const ended = t.lines.flatMap(({ event, fields }) => (event === 'peer-left' ? [fields] : []));
  for (const participantId of ids)
    expect(ended).toContainEqual(expect.objectContaining({ participantId, reason: 'left' }));
  expect(outside.all('left')).toEqual([{ reason: 'left' }]);
});

test('whoever leaves before leaves no timer behind', async () => {
  const anna = await t.join({ until: soon() + 60 });
  expect(t.box.counts().timers).toBe(1);
  await anna.leave();
  await t.expectNothingLeft();
});
