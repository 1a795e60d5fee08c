import { evictDurableObject } from 'cloudflare:test';
import { decodeJwt } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { FakeBox } from './fake-box.ts';
import { migrate, nonce, refused } from './harness.ts';
import { Scene } from './scene.ts';
import { meetingStub } from './snapshot.ts';

let box: FakeBox;
beforeAll(async () => {
  await migrate();
  box = await FakeBox.start('box-1');
});

describe('a name that somebody has already', () => {
  test('gets a number, in the answer and in the token; a reload and a retry keep it', async () => {
    const scene = await Scene.open();
    await scene.join({ name: 'Bob' });
    const clientNonce = nonce();
    const second = await scene.join({ name: 'Воb', clientNonce });
    expect(second.participant.name).toBe('Воb (2)');
    expect(decodeJwt(second.token).name).toBe('Воb (2)');
    await evictDurableObject(meetingStub(scene.id));
    for (const again of [
      { name: 'Воb', shown: second.seat },
      { name: 'Воb (2)', shown: second.seat },
      { name: 'Воb', clientNonce },
    ])
      expect((await scene.join(again)).participant).toEqual(second.participant);
    expect((await scene.join({ name: 'bob' })).participant.name).toBe('bob (3)');
    expect((await scene.join({ name: 'Robert', shown: second.seat })).participant.name).toBe('Robert');
  });

  test('also when they are only at the door', async () => {
    const scene = await Scene.open({ lobby: true });
    await scene.host({ name: 'Ada' });
    expect((await scene.knock({ name: 'ADA' })).participant.name).toBe('ADA (2)');
    expect((await scene.knock({ name: 'Ada' })).participant.name).toBe('Ada (3)');
  });

  test('is free again when they have left, and not theirs alone when they come back', async () => {
    const scene = await Scene.open();
    const [ada, first] = [await scene.host(), await scene.join({ name: 'Bob' })];
    await box.joined(scene.id, 1, ada.participant.id, first.participant.id);
    await box.left(scene.id, 1, first.participant.id);
    const second = await scene.join({ name: 'Bob' });
    expect(second.participant.name).toBe('Bob');
    expect((await scene.join({ name: 'Bob', shown: first.seat })).participant.name).toBe('Bob (2)');
  });
});

test('names of nothing visible, and endless ones, are refused', async () => {
  const scene = await Scene.open();
  for (const name of ['\u200b', '\u3164', '\u202e', '\u0301', 'x'.repeat(10_000)])
    await refused('joinMeeting', 'bad-request', scene.joining({ name }));
  expect((await scene.join({ name: '\u202e<b>Bob</b>\u200b' })).participant.name).toBe('<b>Bob</b>');
});
