import { beforeAll, describe, expect, test, vi } from 'vitest';
import { app } from '../src/app.ts';
import type { Env } from '../src/environment.ts';
import { call, env, expectRefusal, migrate, origin, refused, send, signIn } from './harness.ts';

beforeAll(migrate);

type Change = { env?: Partial<Env>; headers?: Record<string, string> };

function post(path: string, body: unknown, { env: change, headers }: Change = {}): Promise<Response> {
  const init = {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', 'cf-connecting-ip': '192.0.2.1', ...headers },
    body: JSON.stringify(body),
  };
  const request = new Request(`${origin}/api/auth${path}`, init);
  return Promise.resolve(change ? app.fetch(request, { ...env, ...change }) : send(`/api/auth${path}`, init));
}

const askCode = (email: string, change: Change = {}) =>
  post('/email-otp/send-verification-otp', { email, type: 'sign-in' }, change);
const enter = (email: string, otp: string, change: Change = {}) => post('/sign-in/email-otp', { email, otp }, change);
const codeFor = async (email: string) =>
  (await (await send(`/api/local-delivery/${email}`)).json<{ code?: string }>()).code ?? '';

describe('e-mail code', () => {
  test('signs in with a cookie that scripts cannot read, and no token in the answer', async () => {
    await askCode('ada@example.org');
    const response = await enter('ADA@example.org', await codeFor('ada@example.org'));
    const cookie = response.headers.getSetCookie().join('; ');
    expect(cookie).toMatch(/__Secure-parley\.session_token=.*HttpOnly.*Secure.*SameSite=Lax/is);
    expect(await response.json()).toEqual({ user: expect.objectContaining({ email: 'ada@example.org' }) });
    const sent = cookie.split(';')[0] ?? '';
    expect((await call('me', { cookie: sent })).user).toMatchObject({ email: 'ada@example.org', operator: false });
    const session = await send('/api/auth/get-session', { headers: { cookie: sent } });
    expect(await session.text()).not.toContain('token');
    expect((await post('/sign-out', {}, { headers: { cookie: sent } })).status).toBe(200);
    expect((await call('me', { cookie: sent })).user).toBeNull();
  });

  test('a wrong code is refused, and three of them use the right one up', async () => {
    await askCode('eve@example.org');
    const right = await codeFor('eve@example.org');
    const wrong = right === '000000' ? '111111' : '000000';
    for (let i = 0; i < 3; i++) expect((await enter('eve@example.org', wrong)).status).toBe(400);
    expect((await enter('eve@example.org', right)).status).toBeGreaterThanOrEqual(400);
  });

  test('a code works once', async () => {
    await askCode('once@example.org');
    const code = await codeFor('once@example.org');
    expect((await enter('once@example.org', code)).status).toBe(200);
    expect((await enter('once@example.org', code)).status).toBe(400);
  });

  test('who may not host gets no code, with the same answer whether or not there is an account', async () => {
    await signIn('former@example.org');
    const without = { env: { HOSTS: 'ada@example.org' } };
    for (const email of ['former@example.org', 'never@example.org', 'mallory@evil.test']) {
      await expectRefusal(await askCode(email, without), 'host-not-allowed');
      await expectRefusal(await enter(email, '123456', without), 'host-not-allowed');
    }
    expect((await send('/api/local-delivery/never@example.org')).status).toBe(404);
    expect((await askCode('grace@elsewhere.org')).status).toBe(200);
    expect((await askCode('heidi@elsewhere.org')).status).toBe(403);
  });

  test('a session of someone taken out of HOSTS creates no meeting', async () => {
    const cookie = await signIn('left@example.org');
    const input = { cookie, body: { title: 'Algebra' } };
    await refused('createMeeting', 'host-not-allowed', { ...input, env: { HOSTS: 'ada@example.org' } });
    await call('createMeeting', input);
  });

  test('a code that cannot be handed over is an error, not a silent success', async () => {
    const print = vi.spyOn(console, 'log').mockImplementation((line) => {
      if (String(line).startsWith('[parley]')) throw new Error('no terminal');
    });
    await expectRefusal(await askCode('unlucky@example.org'), 'internal');
    print.mockRestore();
  });

  test('codes are limited per address, whatever the network', async () => {
    const change = { env: { SIGN_IN_CODES_PER_10_MINUTES: '2' } };
    expect((await askCode('many@example.org', change)).status).toBe(200);
    expect(
      (await askCode('Many@Example.org', { ...change, headers: { 'cf-connecting-ip': '192.0.2.2' } })).status,
    ).toBe(200);
    const limited = await askCode('many@example.org', { ...change, headers: { 'cf-connecting-ip': '192.0.2.3' } });
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    await expectRefusal(limited, 'rate-limited');
  });

  test('attempts are limited per network address', async () => {
    const headers = { 'cf-connecting-ip': '192.0.2.66' };
    const answers = await Promise.all(
      Array.from({ length: 70 }, () => enter('ada@example.org', '000000', { headers })),
    );
    const limited = answers.find((response) => response.status === 429);
    expect(answers.filter((response) => response.status === 400)).toHaveLength(60);
    expect(limited?.headers.get('retry-after')).toMatch(/^\d+$/);
    await expectRefusal(limited ?? new Response(), 'rate-limited');
    expect((await enter('ada@example.org', '000000')).status).toBe(400);
  });
});

describe('the door', () => {
  test('foreign pages may not sign anyone in or out', async () => {
    for (const bad of ['https://evil.test', 'null'])
      await expectRefusal(await askCode('ada@example.org', { headers: { origin: bad } }), 'origin-not-allowed');
    await expectRefusal(
      await post('/sign-out', {}, { headers: { origin: 'https://evil.test' } }),
      'origin-not-allowed',
    );
  });

  test('only what is offered exists', async () => {
    for (const path of [
      '/sign-up/email',
      '/sign-in/email',
      '/change-email',
      '/delete-user',
      '/email-otp/verify-email',
      '/toString',
    ])
      await expectRefusal(await post(path, {}), 'not-found');
    await expectRefusal(await post('/get-session', {}), 'method-not-allowed');
    const other = await post('/email-otp/send-verification-otp', { email: 'ada@example.org', type: 'forget-password' });
    expect((await expectRefusal(other, 'bad-request')).fields).toEqual(['type']);
  });

  test('too large, no JSON', async () => {
    const large = await post('/email-otp/send-verification-otp', { email: 'ada@example.org', pad: 'x'.repeat(70_000) });
    await expectRefusal(large, 'too-large');
    const broken = await send('/api/auth/sign-in/email-otp', { method: 'POST', headers: { origin }, body: '{' });
    await expectRefusal(broken, 'bad-request');
  });

  test('passkeys can be asked for', async () => {
    const cookie = await signIn('key@example.org');
    const response = await send('/api/auth/passkey/generate-register-options', { headers: { cookie } });
    expect(await response.json()).toMatchObject({ rp: { id: 'parley.test', name: 'Parley' } });
  });
});

describe('ways of signing in', () => {
  test('here: code shown locally, passkey', async () => {
    expect(await call('signInWays')).toEqual({
      emailCode: true,
      codeDelivery: 'page',
      passkey: true,
      oidc: null,
    });
  });

  test.each([
    [{ PARLEY_LAN: '1' }, false],
    [{ PARLEY_ORIGIN: 'https://192.168.1.20:5443' }, false],
    [{ PARLEY_ORIGIN: 'https://[fd00::1]:5443' }, false],
    [{ PARLEY_ORIGIN: 'http://localhost:5173' }, true],
    [{ PARLEY_ORIGIN: 'http://laptop.local:5173' }, false],
  ])('passkeys with %o: %s', async (change, passkey) => {
    expect((await call('signInWays', { env: change })).passkey).toBe(passkey);
  });

  test('on a shared network codes stay in the terminal: nobody can ask for another’s', async () => {
    const email = 'lan@example.org';
    const shared = { env: { PARLEY_LAN: '1' } };
    const printed = vi.spyOn(console, 'log');
    expect((await askCode(email, shared)).status).toBe(200);
    const code = await codeFor(email);
    expect(code).toMatch(/^\d{6}$/);
    expect(printed.mock.calls.flat()).toContain(`[parley] sign-in code for ${email}: ${code}`);
    printed.mockRestore();
    const asked = new Request(`${origin}/api/local-delivery/${email}`);
    await expectRefusal(await app.fetch(asked, { ...env, PARLEY_LAN: '1' }), 'not-found');
    expect(await call('signInWays', shared)).toMatchObject({ emailCode: true, codeDelivery: 'terminal' });
  });

  test('OIDC by configuration', async () => {
    const oidc = { OIDC_ISSUER: 'https://id.example.org', OIDC_CLIENT_ID: 'parley', OIDC_CLIENT_SECRET: 'x' };
    expect((await call('signInWays', { env: oidc })).oidc).toEqual({ id: 'oidc', name: 'id.example.org' });
    expect((await call('signInWays', { env: { ...oidc, OIDC_NAME: 'School' } })).oidc?.name).toBe('School');
  });
});

describe('configuration', () => {
  test('a bad one answers every request with internal', async () => {
    for (const change of [{ HOSTS: '*' }, { OPERATOR_KEY: `dev-${'x'.repeat(40)}` }, { BETTER_AUTH_SECRET: 'short' }]) {
      const production = { env: { ENVIRONMENT: 'production', ...change } };
      const error = await refused('health', 'internal', production);
      expect(JSON.stringify(error)).not.toMatch(/HOSTS|SECRET|KEY/);
      await refused('signInWays', 'internal', production);
    }
    const mail = { MAIL_FROM: 'meet@example.org', MAIL_SMTP_URL: 'smtps://mail.example.org' };
    expect((await call('health', { env: { ENVIRONMENT: 'production', ...mail } })).boxes).toBe(0);
  });
});
