import { type WorkerErrorBody, type WorkerErrorCode, workerErrors } from '../contract/errors.ts';

/** A named refusal on its way to the wire. */
export class Refusal extends Error {
  readonly code: WorkerErrorCode;
  readonly fields: string[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: WorkerErrorCode, details: { fields?: string[]; retryAfterSeconds?: number } = {}) {
    super(workerErrors[code][1]);
    this.name = 'Refusal';
    this.code = code;
    this.fields = details.fields;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/** What a Durable Object answers: error classes do not survive the call between objects, so refusals travel as values. */
export type Outcome<T> = { ok: true; value: T } | Refused;
export type Refused = { ok: false; code: WorkerErrorCode; retryAfterSeconds?: number };

export const done: Outcome<true> = { ok: true, value: true };

export function accept<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refuse(code: WorkerErrorCode, retryAfterSeconds?: number): Refused {
  return retryAfterSeconds === undefined ? { ok: false, code } : { ok: false, code, retryAfterSeconds };
}

/** The value of an outcome; throws its refusal. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Refusal(
    outcome.code,
    outcome.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: outcome.retryAfterSeconds },
  );
}

/** The one place where a refusal becomes an answer. */
export function refusalResponse(refusal: Refusal): Response {
  const [status, message] = workerErrors[refusal.code];
  const error: WorkerErrorBody['error'] = { code: refusal.code, message };
  if (refusal.fields) error.fields = refusal.fields;
  if (refusal.retryAfterSeconds !== undefined) error.retryAfterSeconds = refusal.retryAfterSeconds;
  const headers = new Headers();
  if (refusal.retryAfterSeconds !== undefined) headers.set('retry-after', String(refusal.retryAfterSeconds));
  return Response.json({ error } satisfies WorkerErrorBody, { status, headers });
}

/** The refusal that somebody else's answer is. */
export function refusalOf({ error: { code, fields, retryAfterSeconds } }: WorkerErrorBody): Refusal {
  return new Refusal(code, {
    ...(fields ? { fields } : {}),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}
