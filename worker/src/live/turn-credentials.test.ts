import { expect, test } from 'vitest';
import { iceServersFor, turnCredential, turnLifeSeconds } from './turn-credentials.ts';

test('the credential is the HMAC-SHA-1 that a TURN server computes', async () => {
  // printf 1700000000:p | openssl dgst -sha1 -hmac secret -binary | base64
  expect(await turnCredential('secret', '1700000000:p')).toBe('6wpjXpjdxmsQ2+QRaVK/lRoOEVw=');
});

test('per participant and short-lived, beside STUN', async () => {
  const env = {
    STUN_URLS: 'stun:s.example.org',
    TURN_URLS: 'turn:t.example.org, turns:t.example.org:443',
    TURN_SECRET: 'x',
  };
  const [stun, turn] = await iceServersFor(env, 'participant-1', 1_000_000);
  expect(stun).toEqual({ urls: ['stun:s.example.org'] });
  expect(turn?.urls).toEqual(['turn:t.example.org', 'turns:t.example.org:443']);
  expect(turn?.username).toBe(`${1000 + turnLifeSeconds}:participant-1`);
});

test('the operator may have them expire sooner', async () => {
  const env = { TURN_URLS: 'turn:t.example.org', TURN_SECRET: 'x', TURN_LIFE_SECONDS: '600' };
  const [turn] = await iceServersFor(env, 'participant-1', 1_000_000);
  expect(turn?.username).toBe('1600:participant-1');
  expect(turn?.goodForSeconds).toBe(600);
});

test('at most as long as they are needed for; not at all for no time', async () => {
  const env = { STUN_URLS: 'stun:s.example.org', TURN_URLS: 'turn:t.example.org', TURN_SECRET: 'x' };
  expect((await iceServersFor(env, 'p', 1_000_000, 120))[1]?.username).toBe('1120:p');
  const sooner = { ...env, TURN_LIFE_SECONDS: '60' };
  expect((await iceServersFor(sooner, 'p', 1_000_000, 120))[1]?.username).toBe('1060:p');
  expect(await iceServersFor(env, 'p', 1_000_000, 0)).toEqual([{ urls: ['stun:s.example.org'] }]);
});

test('nothing configured, nothing offered', async () => {
  expect(await iceServersFor({}, 'p', 0)).toEqual([]);
  expect(await iceServersFor({ TURN_URLS: 'turn:t.example.org' }, 'p', 0)).toEqual([]);
});
