/// <reference types="@cloudflare/vitest-plugin/types" />
import { applyD1Migrations, type D1Migration } from 'cloudflare:test';
import { env as bindings, exports } from 'cloudflare:workers';
import { expect } from 'vitest';
import { type BodyOf, type EndpointName, endpoints, type ParamsOf, type ReplyOf } from '../contract/endpoints.ts';
import { type WorkerErrorCode, workerErrorBody, workerErrors } from '../contract/errors.ts';
import { app } from '../src/app.ts';
import type { Env } from '../src/environment.ts';

export const env = bindings as unknown as Env & { MIGRATIONS: D1Migration[] };
export const origin = env.PARLEY_ORIGIN ?? '';
export const operatorKey = env.OPERATOR_KEY ?? '';

export async function migrate(): Promise<void> {
  await applyD1Migrations(env.DB, env.MIGRATIONS);
}

type Main = { default: { fetch(request: Request | string, init?: RequestInit): Promise<Response> } };

let turnAtMs = 0;

/** One request after the other leaves timers no turn: in a long test the boxes would not ping, and fall silent. */
async function letTimersRun(): Promise<void> {
  if (performance.now() - turnAtMs < 1_000) return;
  turnAtMs = performance.now();
  await new Promise((resolve) => setTimeout(resolve));
}

/** A request through the Worker's front door. */
export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  await letTimersRun();
  return (exports as unknown as Main).default.fetch(`${origin}${path}`, init);
}

export type Asked = {
  cookie?: string;
  seat?: { id: string; secret: string };
  operator?: boolean;
  address?: string;
  headers?: Record<string, string>;
};

function headersOf({ cookie, seat, operator, address, headers }: Asked): Record<string, string> {
  return {
    origin,
    'cf-connecting-ip': address ?? '192.0.2.1',
    ...(cookie ? { cookie } : {}),
    ...(seat ? { authorization: `Seat ${seat.id}.${seat.secret}` } : {}),
    ...(operator ? { authorization: `Bearer ${operatorKey}` } : {}),
    ...headers,
  };
}

type Input<N extends EndpointName> = Asked & { params?: ParamsOf<N>; body?: BodyOf<N>; env?: Partial<Env> };

export async function request<N extends EndpointName>(name: N, input: Input<N> = {}): Promise<Response> {
  const endpoint = endpoints[name];
  const params = (input.params ?? {}) as Record<string, string>;
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, key: string) => params[key] ?? '');
  const body = input.body === undefined ? {} : { body: JSON.stringify(input.body) };
  const init = { method: endpoint.method, headers: headersOf(input), ...body };
  if (!input.env) return send(path, init);
  return app.fetch(new Request(`${origin}${path}`, init), { ...env, ...input.env });
}

/** Calls an endpoint and checks its answer against the contract. */
export async function call<N extends EndpointName>(name: N, input: Input<N> = {}): Promise<ReplyOf<N>> {
  const response = await request(name, input);
  const answer = await response.json();
  if (response.status !== 200) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return endpoints[name].reply.parse(answer) as ReplyOf<N>;
}

/** Checks that an answer is this refusal, in shape and status. */
export async function expectRefusal(response: Response, code: WorkerErrorCode) {
  const { error } = workerErrorBody.parse(await response.json());
  expect(error.code).toBe(code);
  expect(response.status).toBe(workerErrors[code][0]);
  return error;
}

export async function refused<N extends EndpointName>(name: N, code: WorkerErrorCode, input: Input<N> = {}) {
  return expectRefusal(await request(name, input), code);
}

/** Signs in by e-mail code; the session cookie. */
export async function signIn(email = 'ada@example.org'): Promise<string> {
  const post = (path: string, body: unknown) =>
    send(path, {
      method: 'POST',
      headers: { ...headersOf({}), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const asked = await post('/api/auth/email-otp/send-verification-otp', { email, type: 'sign-in' });
  expect(asked.status).toBe(200);
  const { code } = await (await send(`/api/local-delivery/${email}`)).json<{ code: string }>();
  const entered = await post('/api/auth/sign-in/email-otp', { email, otp: code });
  expect(entered.status).toBe(200);
  return entered.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

let nonces = 0;

export function nonce(): string {
  nonces++;
  return `nonce-${String(nonces).padStart(10, '0')}`;
}

export async function eventually(check: () => Promise<void> | void, withinMs = 12_000): Promise<void> {
  // Not Date: tests turn that clock.
  const giveUpAtMs = performance.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > giveUpAtMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
