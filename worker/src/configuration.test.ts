import { expect, test } from 'vitest';
import { checkConfiguration } from './configuration.ts';
import type { Variables } from './environment.ts';

const secret = (name: string) => `${name}-${'x'.repeat(32)}`;
const good: Variables = {
  ENVIRONMENT: 'production',
  PARLEY_ORIGIN: 'https://meet.example.org',
  BETTER_AUTH_SECRET: secret('a'),
  SIGNING_KEYS_SECRET: secret('b'),
  OPERATOR_KEY: secret('c'),
  HOSTS: 'example.org',
};

test('a complete configuration has no problems, in production and in development', () => {
  expect(checkConfiguration(good)).toEqual([]);
  const development = { ...good, ENVIRONMENT: 'development', PARLEY_ORIGIN: 'http://localhost:5173', HOSTS: '*' };
  expect(checkConfiguration({ ...development, OPERATOR_KEY: 'dev-key' })).toEqual([]);
});

test.each<[string, Partial<Variables>]>([
  ['ENVIRONMENT', { ENVIRONMENT: '' }],
  ['ENVIRONMENT', { ENVIRONMENT: 'staging' }],
  ['PARLEY_ORIGIN', { PARLEY_ORIGIN: '' }],
  ['PARLEY_ORIGIN', { PARLEY_ORIGIN: 'http://meet.example.org' }],
  ['PARLEY_ORIGIN', { PARLEY_ORIGIN: 'https://meet.example.org/' }],
  ['BETTER_AUTH_SECRET', { BETTER_AUTH_SECRET: '' }],
  ['BETTER_AUTH_SECRET', { BETTER_AUTH_SECRET: `dev-${'x'.repeat(40)}` }],
  ['SIGNING_KEYS_SECRET', { SIGNING_KEYS_SECRET: 'short' }],
  ['OPERATOR_KEY', { OPERATOR_KEY: `dev-${'x'.repeat(40)}` }],
  ['TURN_SECRET', { TURN_URLS: 'turn:turn.example.org' }],
  ['HOSTS', { HOSTS: 'example.org, *' }],
  ['OPERATORS', { OPERATORS: '*' }],
  ['OIDC_ISSUER', { OIDC_ISSUER: 'https://id.example.org', OIDC_CLIENT_ID: 'parley' }],
  ['P2P_ROLLOUT_PERCENT', { P2P_ROLLOUT_PERCENT: '101' }],
  ['P2P_ROLLOUT_PERCENT', { P2P_ROLLOUT_PERCENT: 'all' }],
  ['MAIL_FROM', { MAIL_SMTP_URL: 'smtps://u:p@mail.example.org:465' }],
  ['MAIL_SMTP_URL', { MAIL_SMTP_URL: 'smtp://u:p@mail.example.org', MAIL_FROM: 'meet@example.org' }],
  ['MAIL_HTTP_URL', { MAIL_HTTP_URL: 'https://mail.example.org', MAIL_FROM: 'meet@example.org' }],
])('%s is named as the one problem of %o', (name, change) => {
  const problems = checkConfiguration({ ...good, ...change });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(name);
});

test('a missing ENVIRONMENT counts as production, and no secret is quoted', () => {
  const problems = checkConfiguration({ ...good, ENVIRONMENT: undefined, OPERATOR_KEY: 'dev-abc' } as Variables);
  expect(problems.join(' ')).toContain('OPERATOR_KEY is a development secret');
  expect(problems.join(' ')).not.toContain('dev-abc');
});
