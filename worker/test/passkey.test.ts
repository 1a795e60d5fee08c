import { beforeAll, expect, test } from 'vitest';
import { Authenticator } from './authenticator.ts';
import { call, env, migrate, origin, send, signIn } from './harness.ts';

beforeAll(migrate);

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

async function challenge(path: string, cookie = '') {
  const response = await send(`/api/auth/passkey/${path}`, { headers: { cookie } });
  const options = await response.json<{ challenge: string }>();
  return { challenge: options.challenge, cookie: [cookie, cookiesOf(response)].filter(Boolean).join('; ') };
}

const post = (path: string, cookie: string, response: object) =>
  send(`/api/auth/passkey/${path}`, {
    method: 'POST',
    headers: { origin, cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ response }),
  });

test('a host adds a passkey and signs in with it, until HOSTS no longer names them', async () => {
  const authenticator = await Authenticator.make(origin);
  const adding = await challenge('generate-register-options', await signIn('ada@example.org'));
  const added = await post('verify-registration', adding.cookie, await authenticator.register(adding.challenge));
  expect(added.status).toBe(200);

  const signingIn = await challenge('generate-authenticate-options');
  const answer = await authenticator.authenticate(signingIn.challenge);
  const signedIn = await post('verify-authentication', signingIn.cookie, answer);
  expect(signedIn.status).toBe(200);
  expect(await signedIn.text()).not.toContain('"token"');
  expect((await call('me', { cookie: cookiesOf(signedIn) })).user?.email).toBe('ada@example.org');

  const replayed = await post('verify-authentication', signingIn.cookie, answer);
  expect(replayed.status).toBeGreaterThanOrEqual(400);

  await env.DB.prepare(`update "user" set email = 'ada@evil.test' where email = 'ada@example.org'`).run();
  const again = await challenge('generate-authenticate-options');
  const refused = await post('verify-authentication', again.cookie, await authenticator.authenticate(again.challenge));
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ error: { code: 'host-not-allowed' } });
});
