import { expect, test } from 'vitest';
import { parseArguments } from './arguments.ts';
import { boxEnv } from './box-service.ts';
import { readConfig } from './config.ts';
import type { LocalSystem } from './system.ts';

function envOf(env: NodeJS.ProcessEnv, args: string[], parts: Partial<LocalSystem> = {}) {
  const config = readConfig('/repo', parseArguments(args), env);
  const system: LocalSystem = {
    config,
    secrets: {
      BETTER_AUTH_SECRET: 'dev-a',
      SIGNING_KEYS_SECRET: 'dev-b',
      OPERATOR_KEY: 'dev-c',
      TURN_SECRET: 'dev-d',
      METRICS_TOKEN: 'dev-e',
    },
    origin: config.origin,
    workerListen: config,
    mediaWorker: '/cache/mediasoup-worker',
    sendBatching: null,
    print: () => () => undefined,
    isStarting: () => false,
    enter: () => undefined,
    ...parts,
  };
  return config.boxes.map((box) => boxEnv(system, box, 'token'));
}

test('a box alone on this machine', () => {
  expect(envOf({}, [])[0]).toMatchObject({
    PARLEY_WORKER_URL: 'http://localhost:5173',
    ALLOWED_ORIGINS: 'http://localhost:5173',
    BOX_PUBLIC_URL: 'http://localhost:4400',
    BOX_LISTEN_HOST: '127.0.0.1',
    BOX_ENROLMENT_TOKEN: 'token',
    METRICS_TOKEN: 'dev-e',
  });
  expect(envOf({}, [])[0]).not.toHaveProperty('MEDIA_LISTEN_ADDRESSES');
});

test('no secret of the Worker reaches a box', () => {
  expect(Object.values(envOf({}, [])[0] ?? {}).filter((value) => /dev-[abcd]/.test(value))).toEqual([]);
});

test('behind the LAN proxy a box is told its public path, the address for media and whom to trust', () => {
  const certificates = { key: '', cert: '', ca: '', caFile: '/repo/.parley/lan/ca.crt' };
  const boxes = envOf({}, ['--lan', '--boxes', '2'], {
    origin: 'https://192.168.1.5:5173',
    lan: { address: '192.168.1.5', certificates },
  });

  expect(boxes[1]).toMatchObject({
    PARLEY_WORKER_URL: 'https://192.168.1.5:5173',
    BOX_PUBLIC_URL: 'https://192.168.1.5:5173/box/2',
    BOX_LISTEN_HOST: '127.0.0.1',
    BOX_PORT: '4401',
    MEDIA_PORT: '44420',
    MEDIA_LISTEN_ADDRESSES: '192.168.1.5',
    NODE_EXTRA_CA_CERTS: '/repo/.parley/lan/ca.crt',
  });
});

test('on another host name, boxes are there too', () => {
  expect(envOf({ PARLEY_HOST: '192.168.1.5', PARLEY_MEDIA_ADDRESSES: '10.0.0.1,10.0.0.2' }, [])[0]).toMatchObject({
    BOX_PUBLIC_URL: 'http://192.168.1.5:4400',
    BOX_LISTEN_HOST: '192.168.1.5',
    MEDIA_LISTEN_ADDRESSES: '10.0.0.1,10.0.0.2',
  });
});
