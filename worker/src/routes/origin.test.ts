import { expect, test } from 'vitest';
import { originAllowed } from './origin.ts';

const env = { PARLEY_ORIGIN: 'https://meet.example.org', ENVIRONMENT: 'production' };
const request = (origin?: string) =>
  new Request('https://other.example.org/api', { headers: origin === undefined ? {} : { origin } });

test('only the service’s own origin', () => {
  expect(originAllowed(env, request('https://meet.example.org'))).toBe(true);
  for (const origin of [undefined, '', 'null', 'https://meet.example.org.evil.test', 'http://meet.example.org'])
    expect(originAllowed(env, request(origin))).toBe(false);
});

test('in development also the request’s own', () => {
  expect(originAllowed(env, request('https://other.example.org'))).toBe(false);
  expect(originAllowed({ ...env, ENVIRONMENT: 'development' }, request('https://other.example.org'))).toBe(true);
  expect(originAllowed({ ...env, ENVIRONMENT: 'development' }, request('https://evil.test'))).toBe(false);
});
