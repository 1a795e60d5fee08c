import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { app } from '../src/app.ts';
import { call, env, migrate, origin } from './harness.ts';

const issuer = 'https://id.example.org';
const clientId = 'parley';
let keys: CryptoKeyPair;
let claims: JWTPayload = {};
let sentForm = new URLSearchParams();

beforeAll(async () => {
  await migrate();
  keys = (await generateKeyPair('RS256', { extractable: true })) as CryptoKeyPair;
});

/** An OpenID Connect provider, as far as a client sees it. */
async function provider(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === '/.well-known/openid-configuration')
    return Response.json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      id_token_signing_alg_values_supported: ['RS256'],
    });
  if (pathname === '/jwks')
    return Response.json({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' }] });
  if (pathname !== '/token') return new Response(null, { status: 404 });
  sentForm = new URLSearchParams(await request.text());
  const idToken = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
    .setIssuer(issuer)
    .setAudience(clientId)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(keys.privateKey);
  return Response.json({ access_token: 'a', token_type: 'Bearer', expires_in: 300, id_token: idToken });
}

beforeEach(() => {
  vi.stubGlobal('fetch', (input: RequestInfo, init?: RequestInit) => provider(new Request(input, init)));
});
afterEach(() => void vi.unstubAllGlobals());

const configured = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: 'secret', OIDC_NAME: 'School' };
const withOidc = { ...env, ...configured };
const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

/** The whole way: to the provider and back. */
async function signInWith(identity: JWTPayload) {
  const asked = await app.fetch(
    new Request(`${origin}/api/auth/sign-in/social`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ provider: 'oidc', callbackURL: '/', errorCallbackURL: '/sign-in' }),
    }),
    withOidc,
  );
  const { url } = await asked.json<{ url: string }>();
  const authorize = new URL(url);
  claims = { nonce: authorize.searchParams.get('nonce') ?? '', ...identity };
  const back = `${origin}/api/auth/callback/oidc?code=c&state=${authorize.searchParams.get('state')}`;
  const response = await app.fetch(new Request(back, { headers: { cookie: cookiesOf(asked) } }), withOidc);
  return { authorize, response, cookie: cookiesOf(response) };
}

const ada = { sub: 'ada-1', email: 'ada@example.org', email_verified: true, name: 'Ada' };

describe('signing in with OpenID Connect', () => {
  test('code flow with PKCE and nonce, then a session', async () => {
    const { authorize, response, cookie } = await signInWith(ada);
    expect(authorize.origin).toBe(issuer);
    expect(authorize.searchParams.get('code_challenge_method')).toBe('S256');
    expect(authorize.searchParams.get('redirect_uri')).toBe(`${origin}/api/auth/callback/oidc`);
    expect(sentForm.get('code_verifier')).toBeTruthy();
    expect([response.status, response.headers.get('location')]).toEqual([302, '/']);
    expect((await call('me', { cookie })).user).toMatchObject({ email: 'ada@example.org', name: 'Ada' });
    expect((await call('me', { cookie: (await signInWith(ada)).cookie })).user?.email).toBe('ada@example.org');
  });

  test.each<[string, JWTPayload]>([
    ['an address outside HOSTS', { ...ada, sub: 'm', email: 'mallory@evil.test' }],
    ['an address that is not verified', { ...ada, sub: 'm', email: 'mallory@example.org', email_verified: false }],
    ['no word about verification', { sub: 'n', email: 'nobody@example.org' }],
    ['another nonce', { ...ada, nonce: 'replayed' }],
    ['someone else’s address under a new subject', { ...ada, sub: 'm', email_verified: false }],
  ])('refused: %s', async (_, identity) => {
    const { response, cookie } = await signInWith(identity);
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toMatch(/^\/sign-in\?error=/);
    expect((await call('me', { cookie })).user).toBeNull();
  });
});
