import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { iceServersFor, turnCredential, turnLifeSeconds } from './turn-credentials.ts';

test('the credential is the HMAC-SHA-1 that a TURN server computes', async () => {
  const expected = createHmac('sha1', 'secret').update('1700000000:p').digest('base64');
  expect(await turnCredential('secret', '1700000000:p')).toBe(expected);
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

test('nothing configured, nothing offered', async () => {
  expect(await iceServersFor({}, 'p', 0)).toEqual([]);
  expect(await iceServersFor({ TURN_URLS: 'turn:t.example.org' }, 'p', 0)).toEqual([]);
});
