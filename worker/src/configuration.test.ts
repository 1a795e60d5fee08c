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
  MAIL_FROM: 'meet@example.org',
  MAIL_SMTP_URL: 'smtps://user:password@mail.example.org:465',
};

test('a complete configuration has no problems, in production and in development', () => {
  expect(checkConfiguration(good)).toEqual([]);
  const development = { ...good, ENVIRONMENT: 'development', PARLEY_ORIGIN: 'http://localhost:5173', HOSTS: '*' };
  expect(checkConfiguration({ ...development, OPERATOR_KEY: 'dev-key', OPERATORS: '*' })).toEqual([]);
});

test('on a shared network not everybody is an operator', () => {
  const shared = { ...good, ENVIRONMENT: 'development', HOSTS: '*', PARLEY_LAN: '1' };
  expect(checkConfiguration(shared)).toEqual([]);
  expect(checkConfiguration({ ...shared, OPERATORS: '*' })).toEqual([expect.stringMatching(/^OPERATORS /)]);
});

const from = 'meet@example.org';
const noMail = { MAIL_FROM: undefined, MAIL_SMTP_URL: undefined } as unknown as Partial<Variables>;
const oidc = { OIDC_ISSUER: 'https://id.example.org', OIDC_CLIENT_ID: 'parley', OIDC_CLIENT_SECRET: 'x' };

test.each<[string, Partial<Variables>]>([
  [
    'mail by HTTP',
    { ...noMail, MAIL_FROM: from, MAIL_HTTP_URL: 'https://mail.example.org/send', MAIL_HTTP_TOKEN: 'x' },
  ],
  ['a name before the address', { MAIL_FROM: 'Parley Zürich <meet@example.org>' }],
  ['SMTP without credentials', { MAIL_SMTP_URL: 'smtps://mail.example.org' }],
  ['SMTP with an encoded password', { MAIL_SMTP_URL: 'smtps://ada%40example.org:p%3A%2Fss@mail.example.org:2465' }],
  ['sign-in with OpenID Connect alone', { ...noMail, ...oidc }],
  ['operators alone', { HOSTS: '', OPERATORS: '@example.org' }],
  [
    'relays',
    {
      TURN_URLS: 'turn:192.0.2.1, turn:turn.example.org:3478?transport=udp,turns:[2001:db8::1]:443?transport=tcp',
      TURN_SECRET: secret('d'),
      STUN_URLS: 'stun:stun.example.org, stun:192.0.2.1:3478',
      TURN_LIFE_SECONDS: '3600',
    },
  ],
  ['regions', { REGIONS: 'EU=eu-central, US = us-east' }],
  ['places of regions', { REGION_PLACES: 'eu-central=50.1:8.7, us-east = 39.0:-77.5' }],
  ['nothing where something may be left out', { REGIONS: '', TURN_URLS: '', P2P_ROLLOUT_PERCENT: '', OIDC_ISSUER: '' }],
])('%s are fine', (_, change) => {
  expect(checkConfiguration({ ...good, ...change })).toEqual([]);
});

test.each<[string, Partial<Variables>]>([
  ['ENVIRONMENT', { ENVIRONMENT: '' }],
  ['ENVIRONMENT', { ENVIRONMENT: 'staging' }],
  ['PARLEY_LAN', { PARLEY_LAN: 'yes' }],
  ['PARLEY_ORIGIN', { PARLEY_ORIGIN: '' }],
  ['PARLEY_ORIGIN', { PARLEY_ORIGIN: 'http://meet.example.org' }],
  ['PARLEY_ORIGIN', { PARLEY_ORIGIN: 'https://meet.example.org/' }],
  ['PARLEY_ORIGIN', { PARLEY_ORIGIN: 'meet.example.org' }],
  ['BETTER_AUTH_SECRET', { BETTER_AUTH_SECRET: '' }],
  ['BETTER_AUTH_SECRET', { BETTER_AUTH_SECRET: `dev-${'x'.repeat(40)}` }],
  ['SIGNING_KEYS_SECRET', { SIGNING_KEYS_SECRET: 'short' }],
  ['SIGNING_KEYS_SECRET', { SIGNING_KEYS_SECRET: 'change-me-please-to-something-long-and-random' }],
  ['OPERATOR_KEY', { OPERATOR_KEY: `dev-${'x'.repeat(40)}` }],
  ['OPERATOR_KEY', { OPERATOR_KEY: `your-operator-key-${'x'.repeat(40)}` }],
  ['TURN_SECRET', { TURN_URLS: 'turn:turn.example.org' }],
  ['TURN_SECRET', { TURN_URLS: 'turn:turn.example.org', TURN_SECRET: `dev-${'x'.repeat(40)}` }],
  ['TURN_URLS', { TURN_URLS: 'turn.example.org', TURN_SECRET: secret('d') }],
  ['TURN_URLS', { TURN_URLS: 'turn:turn.example.org,https://turn.example.org', TURN_SECRET: secret('d') }],
  ['TURN_URLS', { TURN_URLS: 'turn:turn.example.org?transport=tls', TURN_SECRET: secret('d') }],
  ['STUN_URLS', { STUN_URLS: 'turn:turn.example.org' }],
  ['TURN_LIFE_SECONDS', { TURN_LIFE_SECONDS: '12h' }],
  ['JOIN_RATE_PER_MINUTE', { JOIN_RATE_PER_MINUTE: '0' }],
  ['SIGN_IN_CODES_PER_10_MINUTES', { SIGN_IN_CODES_PER_10_MINUTES: '-1' }],
  ['HOSTS', { HOSTS: 'example.org, *' }],
  ['HOSTS', { HOSTS: 'ada at example.org' }],
  ['HOSTS', { HOSTS: '' }],
  ['OPERATORS', { OPERATORS: '*' }],
  ['OPERATORS', { OPERATORS: 'ada@example.org;bob@example.org' }],
  ['OIDC_ISSUER', { OIDC_ISSUER: 'https://id.example.org', OIDC_CLIENT_ID: 'parley' }],
  ['OIDC_ISSUER', { OIDC_CLIENT_ID: 'parley', OIDC_CLIENT_SECRET: 'x' }],
  ['OIDC_ISSUER', { ...oidc, OIDC_ISSUER: 'id.example.org' }],
  ['OIDC_ISSUER', { ...oidc, OIDC_ISSUER: 'http://id.example.org' }],
  ['P2P_ROLLOUT_PERCENT', { P2P_ROLLOUT_PERCENT: '101' }],
  ['P2P_ROLLOUT_PERCENT', { P2P_ROLLOUT_PERCENT: '-1' }],
  ['P2P_ROLLOUT_PERCENT', { P2P_ROLLOUT_PERCENT: 'all' }],
  ['REGIONS', { REGIONS: 'eu-central' }],
  ['REGIONS', { REGIONS: 'Europe=eu-central' }],
  ['REGIONS', { REGIONS: 'EU=EU Central' }],
  ['REGIONS', { REGIONS: 'EU=eu-central,eu=eu-west' }],
  ['REGION_PLACES', { REGION_PLACES: 'eu-central' }],
  ['REGION_PLACES', { REGION_PLACES: 'eu-central=50.1,8.7' }],
  ['REGION_PLACES', { REGION_PLACES: 'eu-central=500:8.7' }],
  ['REGION_PLACES', { REGION_PLACES: 'eu=50:8,eu=51:9' }],
  ['MAIL_FROM', noMail],
  ['MAIL_FROM', { MAIL_FROM: '' }],
  ['MAIL_FROM', { MAIL_FROM: 'Parley' }],
  ['MAIL_FROM', { MAIL_FROM: 'Parley, the <meet@example.org>' }],
  ['MAIL_FROM', { MAIL_FROM: '"Parley" <meet@example.org>' }],
  ['MAIL_FROM', { MAIL_FROM: 'Parley <meet@example.org>, eve@example.org' }],
  ['MAIL_FROM', { MAIL_FROM: 'meet@example.org\r\nBcc: eve@example.org' }],
  ['MAIL_FROM', { MAIL_SMTP_URL: '' }],
  ['MAIL_SMTP_URL', { MAIL_SMTP_URL: 'smtp://u:p@mail.example.org' }],
  ['MAIL_SMTP_URL', { MAIL_SMTP_URL: 'smtps://u:p@mail.example.org/inbox' }],
  ['MAIL_SMTP_URL', { MAIL_SMTP_URL: 'smtps://user@mail.example.org' }],
  ['MAIL_SMTP_URL', { MAIL_SMTP_URL: 'smtps://u:100%@mail.example.org' }],
  ['MAIL_SMTP_URL', { MAIL_SMTP_URL: 'mail.example.org' }],
  ['MAIL_HTTP_TOKEN', { MAIL_HTTP_URL: 'https://mail.example.org' }],
  ['MAIL_HTTP_URL', { MAIL_HTTP_TOKEN: 'x' }],
  ['MAIL_HTTP_URL', { MAIL_HTTP_URL: 'http://mail.example.org', MAIL_HTTP_TOKEN: 'x' }],
])('%s is named as the one problem of %o', (name, change) => {
  const problems = checkConfiguration({ ...good, ...change });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(new RegExp(`^${name} `));
});

test('a missing ENVIRONMENT counts as production, and no secret is quoted', () => {
  const problems = checkConfiguration({ ...good, ENVIRONMENT: undefined, OPERATOR_KEY: 'dev-abc' } as Variables);
  expect(problems.join(' ')).toContain('OPERATOR_KEY is a development secret');
  expect(problems.join(' ')).not.toContain('dev-abc');
});
