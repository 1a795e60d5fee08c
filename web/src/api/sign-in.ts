import * as z from 'zod/mini';

/** What can go wrong while signing in; texts in texts/en/home.ts. */
export type SignInProblem =
  | 'code-wrong'
  | 'code-expired'
  | 'too-many-attempts'
  | 'host-not-allowed'
  | 'rate-limited'
  | 'unreachable'
  | 'passkey-cancelled'
  | 'passkey-unknown'
  | 'passkey-exists'
  | 'sign-in-again'
  | 'failed';

export class SignInError extends Error {
  readonly problem: SignInProblem;
  constructor(problem: SignInProblem, options?: ErrorOptions) {
    super(problem, options);
    this.name = 'SignInError';
    this.problem = problem;
  }
}

export function signInProblemOf(thrown: unknown): SignInProblem {
  return thrown instanceof SignInError ? thrown.problem : 'failed';
}

// better-auth's own shape, or the Worker's around it.
const refusalBody = z.union([
  z.object({ code: z.string() }),
  z.pipe(
    z.object({ error: z.object({ code: z.string() }) }),
    z.transform(({ error }) => error),
  ),
]);

const problemOfCode: Record<string, SignInProblem> = {
  INVALID_OTP: 'code-wrong',
  OTP_EXPIRED: 'code-expired',
  TOO_MANY_ATTEMPTS: 'too-many-attempts',
  'host-not-allowed': 'host-not-allowed',
  HOST_NOT_ALLOWED: 'host-not-allowed',
  'rate-limited': 'rate-limited',
  PASSKEY_NOT_FOUND: 'passkey-unknown',
  AUTHENTICATION_FAILED: 'passkey-unknown',
  PREVIOUSLY_REGISTERED: 'passkey-exists',
  SESSION_NOT_FRESH: 'sign-in-again',
  SESSION_EXPIRED: 'sign-in-again',
};

/** One request to better-auth's endpoints under /api/auth; the answer is parsed by `reply`. */
export async function authRequest<T>(
  method: 'GET' | 'POST',
  path: string,
  reply: z.ZodMiniType<T>,
  body?: object,
): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api/auth/${path}`, {
      method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) },
      signal: AbortSignal.timeout(15_000),
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  } catch (cause) {
    throw new SignInError('unreachable', { cause });
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new SignInError(signInProblem(response.status, answer));
  const parsed = z.safeParse(reply, answer);
  if (!parsed.success) throw new SignInError('failed', { cause: parsed.error });
  return parsed.data;
}

/** Which problem an answer of better-auth means. */
export function signInProblem(status: number, body: unknown): SignInProblem {
  const parsed = z.safeParse(refusalBody, body);
  const known = parsed.success ? problemOfCode[parsed.data.code] : undefined;
  if (known) return known;
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'unreachable' : 'failed';
}

const anything = z.unknown();

/** Sends a six-digit code to the address. */
export async function sendCode(email: string): Promise<void> {
  await authRequest('POST', 'email-otp/send-verification-otp', anything, { email, type: 'sign-in' });
}

/** The code itself, where the service delivers locally instead of by mail; null where it does not. */
export async function readLocalCode(email: string): Promise<string | null> {
  const response = await fetch(`/api/local-delivery/${encodeURIComponent(email)}`).catch(() => null);
  const body = response?.ok ? await response.json().catch(() => null) : null;
  const parsed = z.safeParse(z.object({ code: z.string() }), body);
  return parsed.success ? parsed.data.code : null;
}

export async function signInWithCode(email: string, otp: string): Promise<void> {
  await authRequest('POST', 'sign-in/email-otp', anything, { email, otp });
}

/** Where to go on to sign in with the organisation's own identity provider. */
export async function startOidc(provider: string, callbackURL: string): Promise<string> {
  const reply = z.object({ url: z.url() });
  return (await authRequest('POST', 'sign-in/social', reply, { provider, callbackURL })).url;
}

export async function signOut(): Promise<void> {
  await authRequest('POST', 'sign-out', anything, {});
}
