import * as z from 'zod/mini';
import { mayHost } from '../auth/hosts.ts';
import { loadAuth } from '../auth/load-auth.ts';
import { signInWays } from '../auth/sign-in-ways.ts';
import { type Env, positiveInteger } from '../environment.ts';
import { Refusal } from '../refusal.ts';
import { limit } from './limit.ts';
import { originAllowed } from './origin.ts';
import { parse } from './parse.ts';
import { parseJson, readText } from './read-body.ts';

/** What of the sign-in library's own endpoints is offered; all else of it does not exist here. */
const offered: Record<string, readonly string[]> = {
  '/get-session': ['GET'],
  '/sign-out': ['POST'],
  '/email-otp/send-verification-otp': ['POST'],
  '/sign-in/email-otp': ['POST'],
  '/sign-in/social': ['POST'],
  '/callback/oidc': ['GET', 'POST'],
  '/passkey/generate-register-options': ['GET'],
  '/passkey/verify-registration': ['POST'],
  '/passkey/generate-authenticate-options': ['GET'],
  '/passkey/verify-authentication': ['POST'],
  '/passkey/list-user-passkeys': ['GET'],
  '/passkey/delete-passkey': ['POST'],
  '/passkey/update-passkey': ['POST'],
};

const email = z.email().check(z.maxLength(254));
const codeRequest = z.object({ email, type: z.literal('sign-in') });
const codeSignIn = z.object({ email });

/** `/api/auth/*`: the sign-in library behind the checks that are ours: what is offered, Origin, size, who may host, rates. */
export async function answerSignIn(env: Env, request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.slice('/api/auth'.length);
  const methods = Object.hasOwn(offered, path) ? offered[path] : undefined;
  if (!methods) throw new Refusal('not-found');
  if (!methods.includes(request.method)) throw new Refusal('method-not-allowed');
  const { authFor, undelivered } = await loadAuth();
  if (request.method === 'GET') return translated(await authFor(env).handler(request));
  // A provider that answers with a form posts it from its own origin; the state it returns is bound to a cookie.
  if (path !== '/callback/oidc' && !originAllowed(env, request)) throw new Refusal('origin-not-allowed');
  const text = await readText(request);
  if (path === '/email-otp/send-verification-otp')
    await checkCodeRequest(env, parse(codeRequest, parseJson(text)).email);
  if (path === '/sign-in/email-otp' && !mayHost(env, parse(codeSignIn, parseJson(text)).email))
    throw new Refusal('host-not-allowed');
  const forwarded = new Request(request.url, { method: request.method, headers: request.headers, body: text });
  const response = await authFor(env).handler(forwarded);
  if (undelivered.has(forwarded)) throw new Refusal('internal');
  return translated(response);
}

/** Refused before any mail goes out, and by the address alone: nobody learns whether it has an account. */
async function checkCodeRequest(env: Env, address: string): Promise<void> {
  if (!signInWays(env).emailCode) throw new Refusal('not-found');
  if (!mayHost(env, address)) throw new Refusal('host-not-allowed');
  const max = positiveInteger(env.SIGN_IN_CODES_PER_10_MINUTES, 10);
  await limit(env, `code:${address.toLowerCase()}`, { windowSeconds: 600, max }, Date.now());
}

/**
 * The library's refusals that have a name here get it; its others stay as they are, with their own `code`. Session tokens are
 * taken out of its answers: they belong in the cookie, where no script can read them.
 */
async function translated(response: Response): Promise<Response> {
  if (response.status === 429)
    throw new Refusal('rate-limited', { retryAfterSeconds: Number(response.headers.get('x-retry-after')) || 60 });
  if (response.status >= 500) throw new Refusal('internal');
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('application/json')) return response;
  const text = await response.text();
  const answer = withoutTokens(text === '' ? null : JSON.parse(text));
  const code = answer && typeof answer === 'object' && 'code' in answer ? answer.code : null;
  if (code === 'host-not-allowed') throw new Refusal('host-not-allowed');
  if (code === 'INVALID_ORIGIN' || code === 'MISSING_OR_NULL_ORIGIN') throw new Refusal('origin-not-allowed');
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return new Response(JSON.stringify(answer), { status: response.status, headers });
}

function withoutTokens(answer: unknown): unknown {
  if (!answer || typeof answer !== 'object' || Array.isArray(answer)) return answer;
  const { token: _, ...rest } = answer as Record<string, unknown>;
  return 'session' in rest ? { ...rest, session: withoutTokens(rest.session) } : rest;
}
