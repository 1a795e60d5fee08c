import { runInDurableObject } from 'cloudflare:test';
import { beforeAll, describe, expect, test } from 'vitest';
import { maxModerations } from '../src/live/call-limits.ts';
import { FakeBox } from './fake-box.ts';
import { call, expectRefusal, migrate, nonce, refused, request } from './harness.ts';
import { hostCookie, Scene } from './scene.ts';
import { meetingStub } from './snapshot.ts';

let box: FakeBox;
beforeAll(async () => {
  await migrate();
  box = await FakeBox.start('box-1');
});

const removals = (meetingId: string) =>
  box
    .commands()
    .flatMap(({ command }) =>
      command.name === 'remove-participant' && command.meetingId === meetingId ? [command.ban] : [],
    );

describe('removing', () => {
  test('a removed guest stays out: same seat, same nonce; the box hears of it', async () => {
    const scene = await Scene.open();
    const host = await scene.host();
    const clientNonce = nonce();
    const bob = await scene.join({ clientNonce, address: '192.0.2.9' });
    const body = { participantId: bob.participant.id };
    await call('removeParticipant', { params: scene.params, seat: host.seat, body });
    expect(removals(scene.id)).toEqual([{ participantIds: [bob.participant.id], address: null }]);
    await refused('joinMeeting', 'removed', scene.joining({ shown: bob.seat }));
    await refused('joinMeeting', 'removed', scene.joining({ clientNonce }));
    await scene.join({ address: '192.0.2.9' });
    await call('removeParticipant', { params: scene.params, seat: host.seat, body });
  });

  test('an account stays out with every browser', async () => {
    const scene = await Scene.open();
    await scene.host();
    const cookie = await hostCookie('bob@example.org');
    const bob = await scene.join({ cookie });
    const phone = await scene.join({ cookie });
    await call('removeParticipant', {
      params: scene.params,
      cookie: scene.cookie,
      body: { participantId: bob.participant.id },
    });
    expect(removals(scene.id)[0]?.participantIds.toSorted()).toEqual(
      [bob.participant.id, phone.participant.id].toSorted(),
    );
    await refused('joinMeeting', 'removed', scene.joining({ cookie }));
    await refused('joinMeeting', 'removed', scene.joining({ shown: phone.seat }));
  });

  test('an address stays out if the host says so, but never the host', async () => {
    const scene = await Scene.open();
    await scene.host({ address: '192.0.2.1' });
    const bob = await scene.join({ address: '198.51.100.7' });
    await call('removeParticipant', {
      params: scene.params,
      cookie: scene.cookie,
      body: { participantId: bob.participant.id, banAddress: true },
    });
    expect(removals(scene.id)[0]?.address).toBe('198.51.100.7');
    await refused('joinMeeting', 'removed', scene.joining({ address: '198.51.100.7' }));
    await scene.join({ address: '198.51.100.8' });
    await scene.host({ address: '198.51.100.7' });
  });

  test('refused: unknown participant, the host, oneself, by a guest', async () => {
    const scene = await Scene.open();
    const host = await scene.host();
    const bob = await scene.join();
    const remove = (participantId: string, seat: { id: string; secret: string }) =>
      request('removeParticipant', { params: scene.params, seat, body: { participantId } });
    await expectRefusal(await remove('nobody-here', host.seat), 'participant-not-found');
    await expectRefusal(await remove(host.participant.id, host.seat), 'not-allowed');
    await expectRefusal(await remove(host.participant.id, bob.seat), 'not-allowed');
    await expectRefusal(await remove(bob.participant.id, bob.seat), 'not-allowed');
    expect(removals(scene.id)).toEqual([]);
  });
});

describe('who may moderate', () => {
  const actions = [
    ['endMeeting', {}],
    ['lockMeeting', { locked: true }],
    ['setLobby', { lobby: true }],
    ['answerKnock', { answer: 'admit' }],
    ['removeParticipant', { participantId: 'somebody' }],
    ['setRole', { participantId: 'somebody', role: 'co-host' }],
    ['setPermissions', { mic: false }],
  ] as const;

  test.each(actions)('%s refuses strangers, other hosts, guests and foreign pages', async (name, asked) => {
    const body = asked as never;
    const scene = await Scene.open();
    const { seat } = await scene.join();
    const { params } = scene;
    const stranger = await hostCookie('bob@example.org');
    await refused(name, 'not-signed-in', { params, body });
    await refused(name, 'not-allowed', { params, body, cookie: stranger });
    await refused(name, 'not-allowed', { params, body, seat });
    await refused(name, 'seat-unknown', { params, body, seat: { ...seat, secret: 'y'.repeat(43) } });
    await refused(name, 'seat-unknown', { params, body, headers: { authorization: 'Seat nonsense' } });
    await refused(name, 'origin-not-allowed', { params, body, cookie: scene.cookie, headers: { origin: 'null' } });
    await refused(name, 'bad-request', { params, body: { ...asked, extra: 1 } as never, cookie: scene.cookie });
    await refused(name, 'meeting-not-found', { params: { id: 'zzz-zzzz-zzz' }, body, cookie: scene.cookie });
    expect(await scene.preview()).toMatchObject({ state: 'live', locked: false, lobby: false });
    await call('deleteMeeting', { params, cookie: scene.cookie });
    await refused(name, 'meeting-deleted', { params, body, cookie: scene.cookie });
  });

  test('sixty times a minute with one seat, and so often from one address', async () => {
    const scene = await Scene.open();
    const ada = await scene.host();
    const body = { locked: true };
    const asking = { params: scene.params, seat: ada.seat, body };
    for (let i = 0; i < maxModerations; i++) await call('lockMeeting', asking);
    expect((await refused('lockMeeting', 'rate-limited', asking)).retryAfterSeconds).toBeGreaterThan(0);
    await call('lockMeeting', { params: scene.params, cookie: scene.cookie, body });
    await runInDurableObject(meetingStub(scene.id) as DurableObjectStub, (instance) => {
      const object = instance as unknown as { env: object };
      object.env = { ...object.env, JOIN_RATE_PER_MINUTE: '20' };
    });
    const made = { ...asking, seat: { ...ada.seat, secret: 'y'.repeat(43) }, address: '192.0.2.41' };
    for (let i = 0; i < 20; i++) await refused('lockMeeting', 'seat-unknown', made);
    await refused('lockMeeting', 'rate-limited', made);
    await call('lockMeeting', { params: scene.params, cookie: scene.cookie, body, address: '192.0.2.42' });
  });
});
