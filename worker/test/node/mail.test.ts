import { mkdtempSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bundle } from './bundle.ts';
import { cookieOf, Deployed } from './deployed.ts';
import { bodyOf, type Certificate, makeCertificate, startHttpsServer, startMailServer } from './outside-servers.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'parley-mail-'));
const email = 'ada@example.org';
const from = { MAIL_FROM: 'Parley Zürich <meet@example.org>' };
let trusted: Certificate;
let worker: Deployed;
let servers: { stop: () => Promise<void> }[] = [];

beforeAll(async () => {
  trusted = await makeCertificate(dir, 'trusted');
  bundle(path.join(dir, 'worker'));
  worker = await Deployed.create(path.join(dir, 'worker'), trusted.file);
}, 60_000);
afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  servers = [];
});
afterAll(async () => {
  await worker.stop();
  rmSync(dir, { recursive: true, force: true });
});

function kept<S extends { stop: () => Promise<void> }>(server: S): S {
  servers.push(server);
  return server;
}

const askCode = (address = email) =>
  worker.post('/api/auth/email-otp/send-verification-otp', { email: address, type: 'sign-in' });
const codeIn = (text = '') => /Your sign-in code is (\d{6})/.exec(text)?.[1] ?? '';

async function expectSignsIn(otp: string): Promise<void> {
  const entered = await worker.post('/api/auth/sign-in/email-otp', { email, otp });
  expect(entered.status).toBe(200);
  expect(await (await worker.get('/api/me', cookieOf(entered))).json()).toMatchObject({ user: { email } });
}

/** Asking for a code fails, calmly; why is in the log, and neither the address nor a code is. */
async function expectFails(way: string, address = email): Promise<void> {
  const response = await askCode(address);
  expect([response.status, await response.json()]).toEqual([
    500,
    { error: expect.objectContaining({ code: 'internal' }) },
  ]);
  expect(worker.logged()).toContain(`"event":"mail-failed","way":"${way}"`);
  expect(worker.logged()).not.toMatch(/@example\.org|\d{6} is your|p:ss/);
}

describe('the deployed Worker, by SMTP', { timeout: 60_000 }, () => {
  const url = (port: number, credentials = 'ada%40x:p%3Ass@') => `smtps://${credentials}localhost:${port}`;

  test('mails a code over TLS, which signs in, and fails when the server refuses it or is gone', async () => {
    const server = kept(await startMailServer(trusted, 'tls'));
    await worker.configure({ ...from, MAIL_SMTP_URL: url(server.port) });
    expect(await (await worker.get('/api/sign-in-ways')).json()).toMatchObject({ emailCode: true, oidc: null });
    expect((await askCode()).status).toBe(200);
    const [mail, ...others] = server.mails;
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ from: 'meet@example.org', to: [email] });
    expect(mail?.text).toMatch(/^From: "=\?UTF-8\?Q\?Parley[_ ]Z=C3=BCrich\?=" <meet@example\.org>\r?$/im);
    expect(mail?.text).toMatch(/^Subject: \d{6} is your Parley sign-in code\r?$/m);
    await expectSignsIn(codeIn(mail?.text));

    await expectFails('smtp', 'nobody@example.org');
    expect(server.mails).toHaveLength(1);

    await server.stop();
    await expectFails('smtp');
  });

  test('fails with wrong credentials', async () => {
    const server = kept(await startMailServer(trusted, 'tls'));
    await worker.configure({ ...from, MAIL_SMTP_URL: url(server.port, 'ada%40x:wrong@') });
    await expectFails('smtp');
    expect(server.seen).toContain('ada@x wrong');
    expect(server.mails).toEqual([]);
  });

  test('tells its password to no server that it cannot trust, and to none without TLS', async () => {
    const untrusted = kept(await startMailServer(await makeCertificate(dir, 'untrusted'), 'tls'));
    await worker.configure({ ...from, MAIL_SMTP_URL: url(untrusted.port) });
    await expectFails('smtp');
    const plain = kept(await startMailServer(trusted, 'plain'));
    await worker.configure({ ...from, MAIL_SMTP_URL: url(plain.port) });
    await expectFails('smtp');
    for (const { seen, mails } of [untrusted, plain]) {
      expect(seen.join()).not.toContain('p:ss');
      expect(mails).toEqual([]);
    }
  });
});

describe('the deployed Worker, by an HTTP provider', { timeout: 60_000 }, () => {
  test('mails a code that signs in, and fails when the provider does', async () => {
    const asked: { authorization: string | undefined; mail: Record<string, string> }[] = [];
    let status = 202;
    const provider: RequestListener = async (request, response) => {
      asked.push({ authorization: request.headers.authorization, mail: JSON.parse(await bodyOf(request)) });
      response.writeHead(status).end(`quoted: <${email}>`);
    };
    const server = kept(await startHttpsServer(trusted, provider));
    await worker.configure({ ...from, MAIL_HTTP_URL: `${server.origin}/send`, MAIL_HTTP_TOKEN: 'token' });
    expect((await askCode()).status).toBe(200);
    expect(asked).toMatchObject([
      { authorization: 'Bearer token', mail: { from: from.MAIL_FROM, to: email, subject: expect.any(String) } },
    ]);
    await expectSignsIn(codeIn(asked[0]?.mail.text));
    status = 500;
    await expectFails('http');
  });
});

describe('the deployed Worker, without mail', { timeout: 60_000 }, () => {
  test('signs in with OpenID Connect alone', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const key = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' };
    let nonce = '';
    const provider: RequestListener = async (request, response) => {
      const answers: Record<string, () => Promise<unknown>> = {
        '/.well-known/openid-configuration': async () => ({
          issuer: server.origin,
          authorization_endpoint: `${server.origin}/authorize`,
          token_endpoint: `${server.origin}/token`,
          jwks_uri: `${server.origin}/jwks`,
          id_token_signing_alg_values_supported: ['RS256'],
        }),
        '/jwks': async () => ({ keys: [key] }),
        '/token': async () => ({
          ...{ access_token: 'a', token_type: 'Bearer', expires_in: 300 },
          id_token: await new SignJWT({ sub: 'ada-1', email, email_verified: true, name: 'Ada', nonce })
            .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
            .setIssuer(server.origin)
            .setAudience('parley')
            .setIssuedAt()
            .setExpirationTime('5m')
            .sign(privateKey),
        }),
      };
      const answer = await answers[request.url ?? '']?.();
      response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}));
    };
    const server = kept(await startHttpsServer(trusted, provider));
    await worker.configure({ OIDC_ISSUER: server.origin, OIDC_CLIENT_ID: 'parley', OIDC_CLIENT_SECRET: 'secret' });
    expect(await (await worker.get('/api/sign-in-ways')).json()).toMatchObject({
      emailCode: false,
      oidc: { id: 'oidc', name: 'localhost' },
    });
    const noCode = await askCode();
    expect([noCode.status, await noCode.json()]).toMatchObject([404, { error: { code: 'not-found' } }]);

    const asked = await worker.post('/api/auth/sign-in/social', { provider: 'oidc', callbackURL: '/' });
    const { searchParams } = new URL(((await asked.json()) as { url: string }).url);
    nonce = searchParams.get('nonce') ?? '';
    const back = await worker.get(`/api/auth/callback/oidc?code=c&state=${searchParams.get('state')}`, cookieOf(asked));
    expect(back.headers.get('location')).toBe('/');
    expect(await (await worker.get('/api/me', cookieOf(back))).json()).toMatchObject({ user: { email } });
  });
});

test('the deployed Worker with a wrong setting names it in the log, and people see nothing of it', {
  timeout: 60_000,
}, async () => {
  await worker.configure({ ...from, MAIL_SMTP_URL: 'smtp://user:p%3Ass@mail.example.org' });
  const response = await worker.get('/api/sign-in-ways');
  expect(response.status).toBe(500);
  expect(response.headers.get('parley-api')).toBe('1');
  expect(await response.text()).not.toContain('MAIL_SMTP_URL');
  expect(worker.logged()).toContain('"event":"configuration-refused","problems":["MAIL_SMTP_URL must look like');
  expect(worker.logged()).not.toContain('p%3Ass');
});
