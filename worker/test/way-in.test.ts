import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { joinTokenClaims, joinTokenType } from '../contract/join-token.ts';
import { FakeBox } from './fake-box.ts';
import { call, eventually, migrate, nonce, origin, send, signIn } from './harness.ts';

beforeAll(migrate);

describe('the way in', () => {
  test('a host creates a meeting, a guest joins it and gets a token that the published keys verify', async () => {
    expect((await call('health')).ok).toBe(false);
    const cookie = await signIn('ada@example.org');
    expect((await call('me', { cookie })).user?.email).toBe('ada@example.org');
    const box = await FakeBox.start('box-1');
    await eventually(async () => expect(await call('health')).toMatchObject({ ok: true, boxes: 1 }));
    const { id } = await call('createMeeting', { cookie, body: { title: '  Algebra\n' } });

    const guest = await call('joinMeeting', { params: { id }, body: { name: ' Bob ', clientNonce: nonce() } });
    if (guest.status !== 'admitted') throw new Error(guest.status);
    expect(guest.meeting).toEqual({ id, title: 'Algebra' });
    expect(guest.participant).toMatchObject({ name: 'Bob', role: 'guest' });
    expect(guest.box).toEqual({ id: 'box-1', url: box.url });
    const keySet = (await (await send('/.well-known/jwks.json')).json()) as JSONWebKeySet;
    expect(JSON.stringify(keySet)).not.toContain('"d"');
    const { payload, protectedHeader } = await jwtVerify(guest.token, createLocalJWKSet(keySet));
    expect(protectedHeader).toMatchObject({ alg: 'EdDSA', typ: joinTokenType, kid: keySet.keys[0]?.kid });
    const claims = joinTokenClaims.parse(payload);
    expect(claims).toMatchObject({
      iss: origin,
      aud: 'box-1',
      sub: guest.participant.id,
      room: id,
      placement: 1,
      name: 'Bob',
      role: 'guest',
    });
    expect(claims.exp - claims.iat).toBe(120);
    expect(claims.nbf).toBe(claims.iat);

    const host = await call('joinMeeting', { params: { id }, cookie, body: { name: 'Ada', clientNonce: nonce() } });
    expect(host.participant.role).toBe('host');
    expect((await call('previewMeeting', { params: { id }, cookie })).youAreHost).toBe(true);
    expect((await call('listMeetings', { cookie })).meetings.map((meeting) => meeting.id)).toEqual([id]);
  });
});
