import { beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '../contract/endpoint.ts';
import { type EndpointName, endpoints } from '../contract/endpoints.ts';
import { workerErrorBody, workerErrors } from '../contract/errors.ts';
import type { SeatKey } from '../contract/meetings.ts';
import { app } from '../src/app.ts';
import { FakeBox } from './fake-box.ts';
import { call, env, migrate, nonce, operatorKey, origin } from './harness.ts';
import { Mutator } from './mutate.ts';
import { Scene } from './scene.ts';
import { snapshot } from './snapshot.ts';

const seed = 20_261_122;
const opaque = 'abcdefgh12345678';
const secret = 'x'.repeat(43);

const rules = {
  lobby: true,
  maxSeats: 10,
  media: 'sfu',
  passcode: 'Euler-2718',
  beginsWithoutHost: false,
  permissions: { mic: true, camera: true, screen: true, chat: true },
  schedule: {
    startsAt: '2026-11-23T09:30',
    timeZone: 'Europe/Berlin',
    durationMinutes: 60,
    repeats: 'weekly',
    until: '2026-12-31',
  },
};

/** A message that each endpoint would take. */
const taken = {
  createMeeting: { title: 'Algebra', ...rules },
  changeMeeting: { title: 'Algebra', ...rules },
  joinMeeting: { name: 'Bob', seat: { id: opaque, secret }, clientNonce: opaque, gone: 1, passcode: 'Euler-2718' },
  callTest: {},
  rateCall: { stars: 3, problems: ['echo'] },
  reportCall: {
    joinMs: 900,
    quality: {
      p2p: { seconds: 60, rttMs: 20, lossPercent: 0.5 },
      sfu: { seconds: 60, rttMs: null, lossPercent: null },
    },
    switchGaps: [{ to: 'sfu', ms: 40 }],
    recoveries: { 'ice-restart': 1 },
  },
  setRole: { participantId: opaque, role: 'co-host' },
  setPermissions: { mic: true, camera: true, screen: false, chat: true },
  iceServers: {},
  endMeeting: {},
  lockMeeting: { locked: true },
  setLobby: { lobby: true },
  answerKnock: { answer: 'admit', seatIds: [opaque] },
  removeParticipant: { participantId: opaque, banAddress: true },
  createEnrolmentToken: { boxId: 'box-2', url: 'https://box-2.test', region: 'eu' },
  enrolBox: { token: secret, boxId: 'box-2', publicKey: { kty: 'OKP', crv: 'Ed25519', x: secret } },
  drainBox: { draining: true },
  rotateKeys: {},
} satisfies { [N in EndpointName]?: unknown };
const names = Object.keys(taken) as (keyof typeof taken)[];

let box: FakeBox;
let scene: Scene;
let seat: SeatKey;
beforeAll(async () => {
  await migrate();
  box = await FakeBox.start('box-1');
  scene = await Scene.open();
  const host = await scene.host();
  seat = host.seat;
  await scene.join();
});

function parses(name: keyof typeof taken, text: string): boolean {
  try {
    return endpoints[name].body.safeParse(text === '' ? {} : JSON.parse(text)).success;
  } catch {
    return false;
  }
}

function credentialsFor(caller: Caller): Record<string, string> {
  if (caller === 'operator') return { authorization: `Bearer ${operatorKey}` };
  return caller === 'seat' ? { authorization: `Seat ${seat.id}.${seat.secret}` } : {};
}

async function expectTyped(response: Response, what: string): Promise<string> {
  const answer = workerErrorBody.safeParse(await response.json());
  if (!answer.success || response.status >= 500) throw new Error(`${response.status} for ${what}`);
  const { code } = answer.data.error;
  expect(workerErrors[code][0]).toBe(response.status);
  return code;
}

const pathOf = (name: EndpointName) => endpoints[name].path.replace(':id', name === 'drainBox' ? 'box-1' : scene.id);

const ask = (path: string, init: RequestInit) => Promise.resolve(app.fetch(new Request(`${origin}${path}`, init), env));

describe('mutated HTTP messages get a named error and change nothing', () => {
  test(`10,000 bodies, with the best credentials (seed ${seed})`, { timeout: 60_000 }, async () => {
    const before = await snapshot(scene.id);
    const mutator = new Mutator(seed);
    const codes = new Map<string, number>();
    for (let sent = 0; sent < 10_000; ) {
      const name = mutator.pick(names);
      const body = mutator.spoil(taken[name]);
      if (parses(name, body)) continue;
      sent++;
      const headers = { origin, cookie: scene.cookie, ...credentialsFor(endpoints[name].caller) };
      const path = pathOf(name);
      const response = await ask(path, { method: endpoints[name].method, headers, body });
      const code = await expectTyped(response, `${name} ${body.slice(0, 300)}`);
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect([...codes.keys()].toSorted()).toEqual(['bad-request']);
    expect(await snapshot(scene.id)).toEqual(before);
  });

  test('2,000 paths, methods and credentials', { timeout: 60_000 }, async () => {
    const before = await snapshot(scene.id);
    const mutator = new Mutator(seed + 1);
    const pieces = [
      'api',
      'meetings',
      scene.id,
      'join',
      'boxes',
      'auth',
      '..',
      '%2e%2e',
      '%00',
      'é',
      '',
      'live',
      'link',
      'constructor',
      'files',
      opaque,
      'attendance',
    ];
    const credentials = [
      'Seat',
      'Seat .',
      `Seat ${opaque}.${secret}`,
      'Seat a.b.c',
      'Bearer',
      'Bearer x',
      'Basic x',
      'x'.repeat(2_000),
    ];
    for (let sent = 0; sent < 2_000; sent++) {
      const known = mutator.pick(names);
      const wild = mutator.below(2) === 0;
      const path = wild
        ? `/api/${Array.from({ length: mutator.below(5) }, () => mutator.pick(pieces)).join('/')}`
        : pathOf(known);
      const method = wild
        ? mutator.pick(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
        : endpoints[known].method;
      const headers = {
        origin: mutator.pick([origin, origin, 'null', 'https://evil.test', '']),
        authorization: mutator.pick(credentials),
        cookie: mutator.pick(['', 'parley.session_token=x.y', '__Secure-parley.session_token=%ff', 'x'.repeat(3_000)]),
        upgrade: mutator.pick(['', 'websocket', 'h2c']),
      };
      const body = method === 'GET' || method === 'OPTIONS' ? null : JSON.stringify(taken[known]);
      const response = await ask(path, { method, headers, body });
      // Dots may lead out of the API, to the pages.
      const { pathname } = new URL(`${origin}${path}`);
      if (!pathname.startsWith('/api/')) continue;
      // Anybody may test whether a call would work; it changes nothing.
      if (response.status < 400) expect(known === 'callTest' || method === 'GET').toBe(true);
      else if (!pathname.startsWith('/api/auth'))
        await expectTyped(response, `${method} ${path} ${JSON.stringify(headers)}`);
      else expect(response.status).toBeLessThan(500);
    }
    expect(await snapshot(scene.id)).toEqual(before);
  });

  test('200 bodies for signing in', { timeout: 60_000 }, async () => {
    const before = await snapshot(scene.id);
    const mutator = new Mutator(seed + 2);
    const messages = {
      '/email-otp/send-verification-otp': { email: 'mallory@evil.test', type: 'sign-in' },
      '/sign-in/email-otp': { email: 'mallory@evil.test', otp: '123456' },
      '/sign-in/social': { provider: 'oidc', callbackURL: '/' },
      '/passkey/verify-authentication': { response: { id: 'x', rawId: 'x', response: {}, type: 'public-key' } },
    };
    const paths = Object.keys(messages) as (keyof typeof messages)[];
    for (let sent = 0; sent < 200; sent++) {
      const path = mutator.pick(paths);
      const headers = {
        origin,
        'content-type': 'application/json',
        'cf-connecting-ip': `192.0.2.${mutator.below(250)}`,
      };
      const response = await ask(`/api/auth${path}`, { method: 'POST', headers, body: mutator.spoil(messages[path]) });
      expect(response.status, path).toBeGreaterThanOrEqual(400);
      expect(response.status, path).toBeLessThan(500);
      expect(await response.json()).toBeTypeOf('object');
    }
    expect(await snapshot(scene.id)).toEqual(before);
  });

  test('and people still get in', async () => {
    // So many requests may have kept its pings from going out.
    await box.link();
    await scene.join({ clientNonce: nonce() });
    expect((await call('health')).ok).toBe(true);
  });
});
