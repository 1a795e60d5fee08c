import {
  type BodyOf,
  type EndpointName,
  endpoints,
  type ParamsOf,
  type ReplyOf,
} from '@parley/worker/contract/endpoints.ts';
import { workerErrorBody } from '@parley/worker/contract/errors.ts';
import type { SeatKey } from '@parley/worker/contract/meetings.ts';
import { apiVersionHeader } from '@parley/worker/contract/version.ts';
import * as z from 'zod/mini';
import { type Problem, ProblemError } from '../errors/problem.ts';
import { serviceVersion } from '../update/service-version.ts';

const timeoutMs = 10_000;

type Field<K extends string, T> = [T] extends [undefined] ? { [P in K]?: undefined } : { [P in K]: T };
/** What a call takes: path parameters and body where the endpoint has them, and the seat that speaks for a moderator. */
type CallOptions<N extends EndpointName> = Field<'params', ParamsOf<N>> &
  Field<'body', BodyOf<N>> & {
    seat?: SeatKey | null;
    /** Goes through even if the page is left meanwhile. */
    keepalive?: boolean;
  };
type Rest<N extends EndpointName> =
  object extends CallOptions<N> ? [options?: CallOptions<N>] : [options: CallOptions<N>];

/** Calls one endpoint of the Worker. Throws a ProblemError for every refusal, and for a network that does not carry. */
export async function call<N extends EndpointName>(name: N, ...[options]: Rest<N>): Promise<ReplyOf<N>> {
  const endpoint = endpoints[name];
  const headers: Record<string, string> = { accept: 'application/json' };
  if (options?.body !== undefined) headers['content-type'] = 'application/json';
  if (options?.seat) headers.authorization = `Seat ${options.seat.id}.${options.seat.secret}`;
  const response = await send(fillPath(endpoint.path, options?.params as Record<string, string> | undefined), {
    method: endpoint.method,
    headers,
    ...(options?.keepalive ? { keepalive: true } : {}),
    ...(options?.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const body = await readJson(response);
  const differs = serviceVersion.heard(response.headers.get(apiVersionHeader));
  if (!response.ok) throw differs ? ofOtherVersion(refusal(response, body)) : refusal(response, body);
  const reply = z.safeParse(endpoint.reply, body);
  if (reply.success) return reply.data as ReplyOf<N>;
  const problem = new ProblemError('worker-unintelligible', `${name}: unexpected reply`, { cause: reply.error });
  throw differs ? ofOtherVersion(problem) : problem;
}

/** What a page and a Worker of different versions say to each other without being understood. */
const misunderstandings: readonly Problem[] = [
  'worker-unintelligible',
  'bad-request',
  'not-found',
  'method-not-allowed',
];

function ofOtherVersion(error: ProblemError): ProblemError {
  if (!misunderstandings.includes(error.problem)) return error;
  return new ProblemError('protocol-mismatch', error.message, { cause: error });
}

/** `/api/meetings/:id` with `{ id }` → its address. */
export function fillPath(path: string, params: Record<string, string> | undefined): string {
  return path.replace(/:([a-z]+)/g, (_, key: string) => encodeURIComponent(params?.[key] ?? ''));
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, credentials: 'same-origin', signal: AbortSignal.timeout(timeoutMs) });
  } catch (cause) {
    throw new ProblemError('worker-unreachable', `${path}: no answer`, { cause });
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function refusal(response: Response, body: unknown): ProblemError {
  const parsed = z.safeParse(workerErrorBody, body);
  if (!parsed.success) {
    // A gateway in between answered, not the Worker.
    const problem = response.status >= 500 ? 'worker-unreachable' : 'worker-unintelligible';
    return new ProblemError(problem, `HTTP ${response.status} without an error body`);
  }
  const { code, message, retryAfterSeconds } = parsed.data.error;
  const header = Number(response.headers.get('retry-after'));
  const wait = retryAfterSeconds ?? (header > 0 ? header : undefined);
  return new ProblemError(code, message, wait === undefined ? undefined : { retryAfterSeconds: wait });
}
