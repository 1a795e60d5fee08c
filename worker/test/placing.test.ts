import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { app } from '../src/app.ts';
import { newMeetingId } from '../src/meetings/meeting-id.ts';
import { FakeBox, fleetStub, loadOf } from './fake-box.ts';
import { call, env, migrate, nonce, origin } from './harness.ts';
import { Scene } from './scene.ts';

beforeAll(migrate);

const nobodyKnows = { region: null, at: null };
const placing = (meetingId: string, change: Partial<Parameters<ReturnType<typeof fleetStub>['place']>[0]> = {}) =>
  fleetStub().place({ meetingId, placement: 1, people: nobodyKnows, avoid: null, leave: 'close', ...change });
const idOf = async (placed: ReturnType<typeof placing>) => (await placed)?.id ?? null;

test('a burst does not land on one box, and larger boxes get more of it', async () => {
  await FakeBox.alone('small');
  await FakeBox.start('large', 'local', { capacity: 300 });
  const chosen = await Promise.all(Array.from({ length: 40 }, () => idOf(placing(newMeetingId()))));
  const onLarge = chosen.filter((id) => id === 'large').length;
  expect(onLarge).toBeGreaterThanOrEqual(29);
  expect(onLarge).toBeLessThanOrEqual(31);
});

describe('boxes in two regions', () => {
  let near: FakeBox;
  let meeting: string;
  beforeEach(async () => {
    meeting = newMeetingId();
    near = await FakeBox.alone('box-near');
    await FakeBox.start('box-far', 'far');
  });
  const inRegion = (region: string) => ({ people: { region, at: null } });

  test('a placement that is asked for again stays where it is', async () => {
    expect(await idOf(placing(meeting, inRegion('local')))).toBe('box-near');
    await near.load({ participants: 90, cpu: 0.9 });
    expect(await idOf(placing(meeting, inRegion('far')))).toBe('box-near');
    await near.load({}, ['media-workers-down']);
    expect(await idOf(placing(meeting, inRegion('local')))).toBe('box-far');
  });

  test('a meeting that has to move stays in its region, wherever the one is who asks', async () => {
    await FakeBox.start('box-near-2', 'local', { load: loadOf({ participants: 80, cpu: 0.8 }) });
    await placing(meeting, inRegion('local'));
    const move = { placement: 2, avoid: 'box-near', ...inRegion('far') };
    expect(await idOf(placing(meeting, move))).toBe('box-near-2');
  });

  test('nobody is in any more: whoever opens it anew chooses', async () => {
    await placing(meeting, inRegion('local'));
    expect(await idOf(placing(meeting, { placement: 2, ...inRegion('far') }))).toBe('box-far');
  });

  test('a caller’s country decides, as Cloudflare tells it with the request', async () => {
    const join = async (country: string) => {
      const { id } = await Scene.open();
      const init = {
        method: 'POST',
        headers: { origin, 'cf-connecting-ip': '192.0.2.1' },
        body: JSON.stringify({ name: 'Ada', clientNonce: nonce() }),
        cf: { country },
      };
      const asked = new Request(`${origin}/api/meetings/${id}/join`, init as RequestInit);
      const reply = await app.fetch(asked, { ...env, REGIONS: 'DE=far,US=local' });
      return (await reply.json<{ box: { id: string } }>()).box.id;
    };
    expect([await join('DE'), await join('US')]).toEqual(['box-far', 'box-near']);
  });

  test('without a healthy box in the region it is another one’s', async () => {
    await near.load({}, ['disk-full']);
    expect(await idOf(placing(meeting, inRegion('local')))).toBe('box-far');
    expect((await call('listBoxes', { operator: true })).boxes.map(({ healthy }) => healthy)).toEqual([true, false]);
  });
});
