import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkWaysIn, readSettings, requiredSecrets, secretNames, secretsToSet, variableNames } from './settings.ts';

const strong = 'x'.repeat(32);

test('every variable of the Worker can be set, and no other', () => {
  const source = readFileSync(path.resolve(import.meta.dirname, '../../worker/src/environment.ts'), 'utf8');
  const block = /export type Variables = \{(.*?)\n\};/s.exec(source)?.[1] ?? '';
  const names = [...block.matchAll(/^ {2}([A-Z0-9_]+)\?: string;$/gm)].map(([, name]) => name);
  // These a deployment sets itself, or never.
  const others = ['ENVIRONMENT', 'PARLEY_ORIGIN', 'PARLEY_LAN'];
  expect([...variableNames, ...secretNames, ...others].sort()).toEqual(names.sort());
});

test('deploy.env.example has settings that are known', () => {
  const text = readFileSync(path.resolve(import.meta.dirname, 'deploy.env.example'), 'utf8');
  const uncommented = text.replaceAll(/^#(?=[A-Z_]+=)/gm, '');
  expect(() => readSettings('deploy.env.example', uncommented, {})).not.toThrow();
});

test('secrets come from the environment, variables do not', () => {
  const settings = readSettings('deploy.env', 'HOSTS=example.org\nOPERATOR_KEY=file\n', {
    HOSTS: 'elsewhere',
    OPERATOR_KEY: 'environment',
  });
  expect(settings).toEqual({ variables: { HOSTS: 'example.org' }, secrets: { OPERATOR_KEY: 'environment' } });
});

test('the secret of TURN is taken from where terraform takes it', () => {
  expect(readSettings('', '', { TF_VAR_turn_secret: 'a' }).secrets).toEqual({ TURN_SECRET: 'a' });
  expect(readSettings('', '', { TF_VAR_turn_secret: 'a', TURN_SECRET: 'b' }).secrets).toEqual({ TURN_SECRET: 'b' });
});

test('a setting that there is not is named', () => {
  expect(() => readSettings('deploy.env', 'HOST=a\n', {})).toThrow('deploy.env: there is no setting HOST;');
});

test('what the Worker has stays, what nobody else knows is made up, the rest is asked for', () => {
  const settings = readSettings('deploy.env', 'TURN_URLS=turn:a\n', {});
  expect(() => secretsToSet(settings, [])).toThrow('TURN_SECRET is missing');
  expect(secretsToSet(settings, [...requiredSecrets(settings)])).toEqual({ secrets: {}, made: [] });

  const { secrets, made } = secretsToSet(settings, ['OPERATOR_KEY', 'TURN_SECRET']);
  expect(made).toEqual(['BETTER_AUTH_SECRET', 'SIGNING_KEYS_SECRET']);
  expect(Object.keys(secrets)).toEqual(made);
  expect(new Set(Object.values(secrets)).size).toBe(2);
  for (const value of Object.values(secrets)) expect(value.length).toBeGreaterThanOrEqual(32);
});

test.each([
  [`dev-${strong}`, 'OPERATOR_KEY is a development secret.'],
  ['short', 'OPERATOR_KEY is shorter than 32 characters.'],
])('weak secrets are refused, unseen', (value, sentence) => {
  const settings = readSettings('deploy.env', '', { OPERATOR_KEY: value });
  expect(() => secretsToSet(settings, [])).toThrow(sentence);
});

test('somebody must be able to host, and to sign in', () => {
  const of = (text: string) => readSettings('deploy.env', text, {});
  expect(() => checkWaysIn(of('OIDC_ISSUER=https://id.example.org'), [])).toThrow('HOSTS and OPERATORS');
  expect(() => checkWaysIn(of('HOSTS=example.org'), [])).toThrow('Nobody could sign in');
  expect(() => checkWaysIn(of('HOSTS=example.org'), ['MAIL_SMTP_URL'])).not.toThrow();
});
