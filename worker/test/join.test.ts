import { decodeJwt } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { FakeBox } from './fake-box.ts';
import { call, migrate, nonce, refused, request } from './harness.ts';
import { Scene } from './scene.ts';

let box: FakeBox;
beforeAll(async () => {
  await migrate();
  box = await FakeBox.start('box-1');
});

describe('seats', () => {
  test('the same nonce gets the same seat, secret and participant, and takes one place', async () => {
    const scene = await Scene.open({ maxSeats: 1 });
    const clientNonce = nonce();
    const first = await scene.join({ clientNonce });
    const again = await scene.join({ clientNonce });
    expect(again.seat).toEqual(first.seat);
    expect(again.participant.id).toBe(first.participant.id);
    expect(again.token).not.toBe(first.token);
    await refused('joinMeeting', 'meeting-full', scene.joining());
  });

  test('50 people at once on 5 seats: 5 come in', async () => {
    const scene = await Scene.open({ maxSeats: 5 });
    const answers = await Promise.all(Array.from({ length: 50 }, () => request('joinMeeting', scene.joining())));
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(5);
    expect(statuses.filter((status) => status === 409)).toHaveLength(45);
  });

  test('50 retries of one person at once take one place', async () => {
    const scene = await Scene.open({ maxSeats: 2 });
    const clientNonce = nonce();
    const replies = await Promise.all(Array.from({ length: 50 }, () => scene.join({ clientNonce })));
    expect(new Set(replies.map((reply) => reply.seat.id)).size).toBe(1);
    await scene.join();
  });

  test('a seat and its secret bring back participant and role, without a cookie too', async () => {
    const scene = await Scene.open();
    const host = await scene.host();
    const reloaded = await scene.join({ shown: host.seat, name: 'Ada L.' });
    expect(reloaded.participant).toEqual({ id: host.participant.id, name: 'Ada L.', role: 'host' });
    expect(decodeJwt(reloaded.token)).toMatchObject({ role: 'host', name: 'Ada L.', sub: host.participant.id });
    expect(reloaded.seat).toEqual(host.seat);
  });

  test('a wrong secret, or a seat of another meeting, is unknown', async () => {
    const scene = await Scene.open();
    const other = await Scene.open();
    const { seat } = await scene.join();
    await refused('joinMeeting', 'seat-unknown', scene.joining({ shown: { id: seat.id, secret: 'x'.repeat(43) } }));
    await refused('joinMeeting', 'seat-unknown', other.joining({ shown: seat }));
  });

  test('who left frees the place and may come back to their seat while there is one', async () => {
    const scene = await Scene.open({ maxSeats: 2 });
    const ada = await scene.host();
    const bob = await scene.join();
    await box.joined(scene.id, 1, ada.participant.id, bob.participant.id);
    expect((await scene.preview()).participantCount).toBe(2);
    await refused('joinMeeting', 'meeting-full', scene.joining());
    await box.left(scene.id, 1, bob.participant.id);
    expect((await scene.preview()).participantCount).toBe(1);
    const carol = await scene.join({ name: 'Carol' });
    await refused('joinMeeting', 'meeting-full', scene.joining({ shown: bob.seat }));
    await box.joined(scene.id, 1, carol.participant.id);
    await box.left(scene.id, 1, carol.participant.id);
    const back = await scene.join({ shown: bob.seat });
    expect(back.participant.id).toBe(bob.participant.id);
  });

  test('a name is cleaned, and an empty one is a bad request', async () => {
    const scene = await Scene.open();
    expect((await scene.join({ name: '  Bob \u202e the\tGreat ' })).participant.name).toBe('Bob the Great');
    const error = await refused('joinMeeting', 'bad-request', scene.joining({ name: ' \u200e ' }));
    expect(error.fields).toEqual(['name']);
  });
});

describe('refusals', () => {
  test('no box', async () => {
    const scene = await Scene.open();
    await box.load({ participants: 100, rooms: 1, cpu: 0.1 });
    await refused('joinMeeting', 'no-box', scene.joining());
    await box.load({}, ['disk-full']);
    await refused('joinMeeting', 'no-box', scene.joining());
    expect((await call('health')).boxes).toBe(0);
    await box.load({});
    await scene.join();
  });

  test('no such meeting, deleted meeting, foreign origin', async () => {
    const scene = await Scene.open();
    const unknown = { params: { id: 'aaa-bbbb-ccc' }, body: { name: 'Bob', clientNonce: nonce() } };
    await refused('joinMeeting', 'meeting-not-found', unknown);
    await refused('joinMeeting', 'origin-not-allowed', scene.joining({ headers: { origin: 'https://evil.test' } }));
    await call('deleteMeeting', { params: scene.params, cookie: scene.cookie });
    await refused('joinMeeting', 'meeting-deleted', scene.joining());
  });

  test('locked: nobody new, but hosts and whoever has a seat', async () => {
    const scene = await Scene.open();
    const host = await scene.host();
    const bob = await scene.join();
    await call('lockMeeting', { params: scene.params, cookie: scene.cookie, body: { locked: true } });
    expect((await scene.preview()).locked).toBe(true);
    await refused('joinMeeting', 'meeting-locked', scene.joining());
    await scene.join({ shown: bob.seat });
    await scene.join({ shown: host.seat });
    await scene.host();
    await call('lockMeeting', { params: scene.params, seat: host.seat, body: { locked: false } });
    await scene.join();
  });
});

describe('ending', () => {
  test('ended for all: guests wait for a host, seats are gone, the box closes the room, a host opens it again', async () => {
    const scene = await Scene.open();
    const host = await scene.host();
    const bob = await scene.join();
    await box.joined(scene.id, 1, host.participant.id, bob.participant.id);
    await call('endMeeting', { params: scene.params, seat: host.seat, body: {} });
    expect((await scene.preview()).state).toBe('ended');
    const closes = box
      .commands()
      .filter(({ command }) => command.name === 'close-room' && command.meetingId === scene.id);
    expect(closes.map(({ command }) => command)).toEqual([
      { name: 'close-room', meetingId: scene.id, placement: 1, reason: 'meeting-ended' },
    ]);
    await refused('joinMeeting', 'meeting-ended', scene.joining());
    await refused('joinMeeting', 'meeting-ended', scene.joining({ shown: bob.seat }));
    await refused('joinMeeting', 'seat-unknown', scene.joining({ shown: host.seat, cookie: scene.cookie }));
    const reopened = await scene.host();
    expect(reopened.placement).toBe(2);
    expect((await scene.preview()).state).toBe('live');
    await scene.join();
  });

  test('ending what is not live is fine, and can be repeated', async () => {
    const scene = await Scene.open();
    for (let i = 0; i < 2; i++) await call('endMeeting', { params: scene.params, cookie: scene.cookie, body: {} });
    await refused('joinMeeting', 'meeting-ended', scene.joining());
  });
});
