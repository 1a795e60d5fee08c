import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { emailOTP, genericOAuth } from 'better-auth/plugins';
import { type Env, isDevelopment } from '../environment.ts';
import { log } from '../log.ts';
import { chooseDelivery } from './deliver-code.ts';
import { mayHost } from './hosts.ts';
import { countRequest } from './rate-count-store.ts';
import { oidcProviderId, passkeysWork, signInWays } from './sign-in-ways.ts';

const day = 24 * 60 * 60;
const hostNotAllowed = () =>
  new APIError('FORBIDDEN', { code: 'host-not-allowed', message: 'This address may not host here.' });

/** Requests whose code could not be handed over: the library swallows what its callback throws. */
export const undelivered = new WeakSet<Request>();

// A class shares one address, and so do its hosts; codes are also limited per e-mail address (routes/sign-in.ts).
const rules = {
  '/get-session': false,
  '/email-otp/send-verification-otp': { window: 60, max: 30 },
  '/sign-in/*': { window: 60, max: 60 },
  '/passkey/*': { window: 60, max: 120 },
} as const;

function makeAuth(env: Env) {
  const origin = env.PARLEY_ORIGIN ?? '';
  const { hostname } = new URL(origin);
  const ways = signInWays(env);
  const deliver = chooseDelivery(env);
  return betterAuth({
    appName: 'Parley',
    baseURL: origin,
    basePath: '/api/auth',
    secret: env.BETTER_AUTH_SECRET,
    database: env.DB,
    trustedOrigins: (request) => (isDevelopment(env) && request ? [new URL(request.url).origin] : []),
    emailAndPassword: { enabled: false },
    session: { expiresIn: 30 * day, updateAge: day },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: 'parley',
      useSecureCookies: origin.startsWith('https://'),
      ipAddress: { ipAddressHeaders: ['cf-connecting-ip'] },
      // The migrations are applied before the Worker is deployed; looking at the tables again costs every isolate a query.
      database: { validateSchema: false },
    },
    logger: {
      level: 'warn',
      log: (level, message) => {
        if (level === 'error' || level === 'warn') log({ level: 'warn', event: 'sign-in-library', message });
      },
    },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 120,
      customRules: rules,
      customStorage: {
        consume: async (key, { window, max }) => {
          const verdict = await countRequest(env.DB, `auth:${key}`, { windowSeconds: window, max }, Date.now());
          return { allowed: verdict.allowed, retryAfter: verdict.allowed ? null : verdict.retryAfterSeconds };
        },
      },
    },
    account: { encryptOAuthTokens: true, accountLinking: { enabled: true } },
    onAPIError: { errorURL: `${origin}/` },
    user: {
      // An address that the provider has not verified proves nothing, and HOSTS goes by addresses.
      validateUserInfo: ({ user, source }) => {
        if (source.method === 'oauth' && user.emailVerified !== true) return { error: 'email-not-verified' };
        return mayHost(env, user.email ?? '') ? undefined : { error: 'host-not-allowed' };
      },
    },
    databaseHooks: {
      session: {
        create: {
          // Covers every way in, also for someone who was taken out of HOSTS after signing up.
          before: async (session, context) => {
            const user = await context?.context.internalAdapter.findUserById(session.userId);
            if (!user || !mayHost(env, user.email)) throw hostNotAllowed();
          },
        },
      },
    },
    plugins: [
      emailOTP({
        otpLength: 6,
        expiresIn: 300,
        allowedAttempts: 3,
        storeOTP: 'hashed',
        sendVerificationOTP: async ({ email, otp }, context) => {
          try {
            await deliver?.(email, otp);
          } catch {
            if (context?.request) undelivered.add(context.request);
          }
        },
      }),
      ...(passkeysWork(env) ? [passkey({ rpID: hostname, rpName: 'Parley', origin })] : []),
      ...(ways.oidc
        ? [
            genericOAuth({
              config: [
                {
                  providerId: oidcProviderId,
                  name: ways.oidc.name,
                  clientId: env.OIDC_CLIENT_ID ?? '',
                  clientSecret: env.OIDC_CLIENT_SECRET,
                  discoveryUrl: `${(env.OIDC_ISSUER ?? '').replace(/\/$/, '')}/.well-known/openid-configuration`,
                  scopes: ['openid', 'email', 'profile'],
                  pkce: true,
                  requireIdTokenVerification: true,
                },
              ],
            }),
          ]
        : []),
    ],
  });
}

export type Auth = ReturnType<typeof makeAuth>;

const made = new WeakMap<Env, Auth>();

/** The sign-in library, set up once per isolate. */
export function authFor(env: Env): Auth {
  let auth = made.get(env);
  if (!auth) {
    auth = makeAuth(env);
    made.set(env, auth);
  }
  return auth;
}
