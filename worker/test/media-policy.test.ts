import { runInDurableObject } from 'cloudflare:test';
import { decodeJwt } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { FakeBox } from './fake-box.ts';
import { call, migrate, refused } from './harness.ts';
import { Scene } from './scene.ts';
import { meetingStub } from './snapshot.ts';

let box: FakeBox;
beforeAll(async () => {
  await migrate();
  box = await FakeBox.start('box-1');
});

const tokenOf = async (scene: Scene) => decodeJwt<{ media: string; grants: string[] }>((await scene.join()).token);
const change = (scene: Scene, media: 'auto' | 'sfu' | 'p2p') =>
  call('changeMeeting', { params: scene.params, cookie: scene.cookie, body: { media } });

describe('the policy of a meeting', () => {
  test.each(['auto', 'sfu', 'p2p'] as const)('%s is listed, previewed and signed', async (media) => {
    const scene = await Scene.open({ media });
    const { meetings } = await call('listMeetings', { cookie: scene.cookie });
    expect(meetings.find(({ id }) => id === scene.id)?.media).toBe(media);
    expect((await scene.preview()).media).toBe(media);
    expect((await tokenOf(scene)).media).toBe(media);
  });

  test('changes when the meeting is next placed, not under the people in it', async () => {
    const scene = await Scene.open();
    const ada = await scene.host();
    await box.joined(scene.id, 1, ada.participant.id);
    expect((await change(scene, 'sfu')).media).toBe('sfu');
    expect((await scene.preview()).media).toBe('auto');
    expect((await tokenOf(scene)).media).toBe('auto');
    await call('endMeeting', { params: scene.params, cookie: scene.cookie, body: {} });
    expect((await scene.preview()).media).toBe('sfu');
    await scene.host();
    expect((await tokenOf(scene)).media).toBe('sfu');
  });

  test('everybody may chat and raise a hand', async () => {
    expect((await tokenOf(await Scene.open())).grants).toEqual(expect.arrayContaining(['chat', 'raise-hand']));
  });
});

describe('p2p', () => {
  test('four come in, a fifth is refused as p2p-full, and comes in when one has left', async () => {
    const scene = await Scene.open({ media: 'p2p' });
    const four = [await scene.host(), await scene.join(), await scene.join(), await scene.join()];
    await refused('joinMeeting', 'p2p-full', scene.joining());
    for (const { participant } of four) await box.joined(scene.id, 1, participant.id);
    await refused('joinMeeting', 'p2p-full', scene.joining());
    await refused('joinMeeting', 'p2p-full', scene.joining({ cookie: scene.cookie }));
    await scene.join({ shown: four[3]?.seat as never });
    await box.left(scene.id, 1, four[3]?.participant.id ?? '');
    await scene.join();
  });

  test('hosts admit no more than four from the lobby', async () => {
    const scene = await Scene.open({ media: 'p2p', lobby: true });
    await scene.host();
    const waiting = [];
    for (let i = 0; i < 4; i++) waiting.push(await scene.knock());
    const seatIds = waiting.map(({ seat }) => seat.id);
    await call('answerKnock', { params: scene.params, cookie: scene.cookie, body: { answer: 'admit', seatIds } });
    for (const { seat } of waiting.slice(0, 3)) await scene.join({ shown: seat });
    await refused('joinMeeting', 'p2p-full', scene.joining({ shown: waiting[3]?.seat as never }));
  });

  test('more people than that, when their meeting moves, go on as they were', async () => {
    const scene = await Scene.open();
    const people = [await scene.host()];
    for (let i = 0; i < 4; i++) people.push(await scene.join());
    await box.joined(scene.id, 1, ...people.map(({ participant }) => participant.id));
    await change(scene, 'p2p');
    await box.roomClosed(scene.id, 1, 'failed');
    const back = await scene.join({ shown: people[1]?.seat as never });
    expect(back.placement).toBe(2);
    expect(decodeJwt<{ media: string }>(back.token).media).toBe('auto');
  });
});

describe('the rollout share', () => {
  test('an auto meeting outside it is sfu in preview and token, and back in it once placed anew', async () => {
    const scene = await Scene.open();
    const forced = await Scene.open({ media: 'p2p' });
    await withRollout('0', scene, async () => {
      expect((await scene.preview()).media).toBe('sfu');
      expect((await tokenOf(scene)).media).toBe('sfu');
    });
    await withRollout('0', forced, async () => expect((await tokenOf(forced)).media).toBe('p2p'));
    // What is placed keeps the policy it was placed with.
    expect((await tokenOf(scene)).media).toBe('sfu');
    await call('endMeeting', { params: scene.params, cookie: scene.cookie, body: {} });
    expect((await scene.preview()).media).toBe('auto');
  });
});

/** The object takes its variables from the configuration; here they change under it for a while. */
async function withRollout(percent: string, scene: Scene, act: () => Promise<void>): Promise<void> {
  const set = (value: string | undefined) =>
    runInDurableObject(meetingStub(scene.id) as DurableObjectStub, (instance) => {
      (instance as unknown as { env: Record<string, unknown> }).env.P2P_ROLLOUT_PERCENT = value;
    });
  await set(percent);
  await act();
  await set(undefined);
}
