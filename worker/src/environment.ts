import type { FleetCalls, LiveMeetingCalls } from './live/calls.ts';

/** Bindings and variables of the Worker. All variables are text; docs/operate.md explains each. */
export type Env = {
  ASSETS: Fetcher;
  DB: D1Database;
  /** Files of live meetings, under random keys. */
  FILES: R2Bucket;
  LIVE_MEETINGS: DurableObjectNamespace<LiveMeetingCalls>;
  FLEET: DurableObjectNamespace<FleetCalls>;
} & Variables;

export type Variables = {
  /** `development` or `production`; anything else, also nothing, counts as production. */
  ENVIRONMENT?: string;
  /** The one origin that people open, without a path: `https://meet.example.org`. */
  PARLEY_ORIGIN?: string;
  BETTER_AUTH_SECRET?: string;
  SIGNING_KEYS_SECRET?: string;
  OPERATOR_KEY?: string;
  /** Comma lists of `ada@example.org`, `@example.org` or `example.org`; in development also `*`. */
  HOSTS?: string;
  OPERATORS?: string;
  /** `1`: phones on the local network join by an address, where passkeys cannot work; sign-in codes stay in the terminal. */
  PARLEY_LAN?: string;
  TURN_URLS?: string;
  TURN_SECRET?: string;
  /** How long TURN credentials open new allocations, in seconds. Default 43200: twelve hours. */
  TURN_LIFE_SECONDS?: string;
  STUN_URLS?: string;
  MAIL_FROM?: string;
  MAIL_HTTP_URL?: string;
  MAIL_HTTP_TOKEN?: string;
  MAIL_SMTP_URL?: string;
  OIDC_ISSUER?: string;
  OIDC_CLIENT_ID?: string;
  OIDC_CLIENT_SECRET?: string;
  OIDC_NAME?: string;
  /** Which region a caller's country or continent prefers: `EU=eu-central,US=us-east`. */
  REGIONS?: string;
  /** Where regions are, for the nearest one: `eu-central=50.1:8.7,us-east=39.0:-77.5` (latitude:longitude). Default: nobody knows. */
  REGION_PLACES?: string;
  /** Joins a minute per network address and meeting. Default 120. */
  JOIN_RATE_PER_MINUTE?: string;
  /** Share of meetings with the policy `auto` that may go directly between two people, 0 to 100. Default 100; the others are `sfu`. */
  P2P_ROLLOUT_PERCENT?: string;
  /** Sign-in codes per e-mail address in ten minutes. Default 10. */
  SIGN_IN_CODES_PER_10_MINUTES?: string;
};

/** Everything but an explicit `development` is production: a forgotten variable must not open doors. */
export function isDevelopment(env: Variables): boolean {
  return env.ENVIRONMENT === 'development';
}

export function isPositiveInteger(text: string | undefined): text is string {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text);
}

/** A positive integer from a variable, or the default where it is missing or anything else. */
export function positiveInteger(text: string | undefined, fallback: number): number {
  return isPositiveInteger(text) ? Number(text) : fallback;
}

/** The items of a comma list, trimmed, without empty ones. */
export function commaList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
