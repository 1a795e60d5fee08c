import { expect, test } from 'vitest';
import { parseArguments } from './arguments.ts';
import { readConfig } from './config.ts';
import { workerEnvFile } from './worker-env.ts';

const secrets = {
  BETTER_AUTH_SECRET: 'dev-a',
  SIGNING_KEYS_SECRET: 'dev-b',
  OPERATOR_KEY: 'dev-c',
  TURN_SECRET: 'dev-d',
  METRICS_TOKEN: 'dev-e',
};
const write = (env: NodeJS.ProcessEnv, ...args: string[]) =>
  workerEnvFile(
    { config: readConfig('/repo', parseArguments(args), {}), origin: 'http://localhost:5173', secrets },
    env,
  );

test('secrets, origin and a development in which everybody may host; nothing of the boxes', () => {
  expect(write({ HOME: '/root' }).split('\n')).toEqual([
    "BETTER_AUTH_SECRET='dev-a'",
    "SIGNING_KEYS_SECRET='dev-b'",
    "OPERATOR_KEY='dev-c'",
    "TURN_SECRET='dev-d'",
    "HOSTS='*'",
    "OPERATORS='*'",
    "PARLEY_ORIGIN='http://localhost:5173'",
    "ENVIRONMENT='development'",
    '',
  ]);
  expect(write({}, '--lan')).toContain("PARLEY_LAN='1'");
  expect(write({}, '--lan')).not.toContain('OPERATORS');
});

test("the Worker's settings in the environment are passed on, but not what decides that this is development", () => {
  const file = write({
    HOSTS: 'example.org',
    OIDC_NAME: "Ada's",
    ENVIRONMENT: 'production',
    PARLEY_ORIGIN: 'https://x',
  });

  expect(file).toContain("HOSTS='example.org'\n");
  expect(file).toContain('OIDC_NAME="Ada\'s"\n');
  expect(file).toContain("ENVIRONMENT='development'\n");
  expect(file).toContain("PARLEY_ORIGIN='http://localhost:5173'\n");
});

test('a value that the format cannot hold is refused by name', () => {
  expect(() => write({ OIDC_NAME: '\'"`' })).toThrow('OIDC_NAME');
});
