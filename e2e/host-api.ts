import type * as z from 'zod/mini';
import { meeting, type newMeeting } from '../worker/contract/meetings.ts';

/** A signed-in host without a browser: for preparing what a test or a bench is not about. */
export interface HostApi {
  readonly origin: string;
  readonly cookie: string;
  call(method: string, path: string, body?: unknown): Promise<Response>;
  createMeeting(title: string, settings?: Omit<z.input<typeof newMeeting>, 'title'>): Promise<string>;
}

/** Signs in by e-mail code, which a local system shows instead of mailing it. */
export async function signInHost(origin: string, email = 'ada@example.org'): Promise<HostApi> {
  const post = (path: string, body: unknown) =>
    fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify(body),
    });
  await expectOk(await post('/api/auth/email-otp/send-verification-otp', { email, type: 'sign-in' }));
  const { code } = (await (await expectOk(await fetch(`${origin}/api/local-delivery/${email}`))).json()) as {
    code: string;
  };
  const signedIn = await expectOk(await post('/api/auth/sign-in/email-otp', { email, otp: code }));
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

  const call = (method: string, path: string, body?: unknown) =>
    fetch(`${origin}${path}`, {
      method,
      headers: { cookie, origin, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    origin,
    cookie,
    call,
    createMeeting: async (title, settings = {}) => {
      const reply = await expectOk(await call('POST', '/api/meetings', { title, ...settings }));
      return meeting.parse(await reply.json()).id;
    },
  };
}

async function expectOk(reply: Response): Promise<Response> {
  if (!reply.ok) throw new Error(`${reply.url} answered ${reply.status}: ${await reply.text()}`);
  return reply;
}
