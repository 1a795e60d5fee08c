import { region } from '../contract/ids.ts';
import { mailProblems } from './auth/mail-settings.ts';
import { commaList, isDevelopment, isPositiveInteger, type Variables } from './environment.ts';
import { readsRegionPlaces } from './live/region-places.ts';
import { rolloutPercent } from './meetings/media-in-effect.ts';

const secretNames = ['BETTER_AUTH_SECRET', 'SIGNING_KEYS_SECRET', 'OPERATOR_KEY'] as const;
const minSecretLength = 32;
const numberNames = ['TURN_LIFE_SECONDS', 'JOIN_RATE_PER_MINUTE', 'SIGN_IN_CODES_PER_10_MINUTES'] as const;

const host = String.raw`(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?`;
const turnUrl = new RegExp(String.raw`^turns?:${host}(?:\?transport=(?:udp|tcp))?$`, 'i');
const stunUrl = new RegExp(`^stuns?:${host}$`, 'i');

/** One part of the configuration: what is wrong with it, each a sentence that names the variable. */
type Part = (env: Variables) => string[];

const parts: readonly Part[] = [
  environmentProblems,
  originProblems,
  secretProblems,
  peopleProblems,
  oidcProblems,
  mailProblems,
  waysInProblems,
  relayProblems,
  regionProblems,
  numberProblems,
];

/**
 * What is wrong with the configuration, as sentences for the operator; empty when the service may run. Secrets are named,
 * never quoted. Production refuses secrets that a development checkout made (`dev-…`) and hosts that are everybody.
 */
export function checkConfiguration(env: Variables): string[] {
  return parts.flatMap((part) => part(env));
}

function environmentProblems({ ENVIRONMENT, PARLEY_LAN }: Variables): string[] {
  const problems: string[] = [];
  if (ENVIRONMENT !== 'development' && ENVIRONMENT !== 'production')
    problems.push('ENVIRONMENT must be "development" or "production".');
  if (PARLEY_LAN && PARLEY_LAN !== '1') problems.push('PARLEY_LAN must be "1" or left out.');
  return problems;
}

function originProblems(env: Variables): string[] {
  const origin = env.PARLEY_ORIGIN;
  if (!origin) return ['PARLEY_ORIGIN is missing.'];
  if (!URL.canParse(origin) || new URL(origin).origin !== origin)
    return ['PARLEY_ORIGIN must be an origin without a path, for instance "https://meet.example.org".'];
  if (!isDevelopment(env) && !origin.startsWith('https://')) return ['PARLEY_ORIGIN must be https in production.'];
  return [];
}

function secretProblems(env: Variables): string[] {
  return [...secretNames, ...(env.TURN_URLS ? (['TURN_SECRET'] as const) : [])].flatMap((name) => {
    const problem = secretProblem(env[name], isDevelopment(env));
    return problem ? [`${name} ${problem}.`] : [];
  });
}

function secretProblem(value: string | undefined, development: boolean): string | null {
  if (!value) return 'is missing';
  if (development) return null;
  if (/^dev-/i.test(value)) return 'is a development secret';
  if (/^(change|replace|example|your)[-_ ]?/i.test(value)) return 'is a placeholder';
  return value.length < minSecretLength ? `is shorter than ${minSecretLength} characters` : null;
}

/** `ada@example.org`, `@example.org` or `example.org`. */
const person = /^(?:[^\s@]+@|@)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;

function peopleProblems(env: Variables): string[] {
  const problems: string[] = [];
  const everybody = { HOSTS: isDevelopment(env), OPERATORS: isDevelopment(env) && env.PARLEY_LAN !== '1' };
  for (const name of ['HOSTS', 'OPERATORS'] as const) {
    const entries = commaList(env[name]);
    if (entries.includes('*') && !everybody[name])
      problems.push(`${name} must name addresses or domains where others can reach the service, not "*".`);
    if (entries.some((entry) => entry !== '*' && !person.test(entry)))
      problems.push(
        `${name} must be a comma list of addresses and domains, for instance "ada@example.org, example.com".`,
      );
  }
  if (!isDevelopment(env) && commaList(env.HOSTS).length + commaList(env.OPERATORS).length === 0)
    problems.push('HOSTS is missing: nobody could create a meeting.');
  return problems;
}

function oidcProblems(env: Variables): string[] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: id, OIDC_CLIENT_SECRET: secret } = env;
  if (!issuer)
    return id || secret ? ['OIDC_ISSUER is missing, though OIDC_CLIENT_ID or OIDC_CLIENT_SECRET is set.'] : [];
  if (!URL.canParse(issuer) || !(isDevelopment(env) ? /^https?:/ : /^https:/).test(issuer))
    return ['OIDC_ISSUER must be an https URL, for instance "https://id.example.org".'];
  return id && secret ? [] : ['OIDC_ISSUER also needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.'];
}

/** Nobody gets in by a passkey alone: it is made by somebody who signed in some other way. */
function waysInProblems(env: Variables): string[] {
  if (isDevelopment(env) || env.OIDC_ISSUER || env.MAIL_HTTP_URL || env.MAIL_SMTP_URL || env.MAIL_FROM) return [];
  return ['MAIL_FROM with MAIL_HTTP_URL or MAIL_SMTP_URL is missing, or else OIDC_ISSUER: nobody could sign in.'];
}

function relayProblems(env: Variables): string[] {
  const problems: string[] = [];
  if (!commaList(env.TURN_URLS).every((url) => turnUrl.test(url)))
    problems.push('TURN_URLS must be a comma list like "turn:turn.example.org:3478?transport=udp".');
  if (!commaList(env.STUN_URLS).every((url) => stunUrl.test(url)))
    problems.push('STUN_URLS must be a comma list like "stun:stun.example.org:3478".');
  return problems;
}

function regionProblems(env: Variables): string[] {
  const entries = commaList(env.REGIONS).map((entry) => entry.split('=').map((part) => part.trim()));
  const fits = entries.every(
    ([code = '', name = '', ...rest]) =>
      /^[a-z]{2}$/i.test(code) && region.safeParse(name).success && rest.length === 0,
  );
  const codes = entries.map(([code]) => code?.toUpperCase());
  const problems: string[] = [];
  if (!fits || new Set(codes).size !== codes.length)
    problems.push('REGIONS must be a comma list like "EU=eu-central,US=us-east", each code once.');
  if (!readsRegionPlaces(env.REGION_PLACES))
    problems.push(
      'REGION_PLACES must be a comma list like "eu-central=50.1:8.7,us-east=39.0:-77.5", each region once.',
    );
  return problems;
}

function numberProblems(env: Variables): string[] {
  const problems = numberNames
    .filter((name) => env[name] && !isPositiveInteger(env[name]))
    .map((name) => `${name} must be a whole number from 1.`);
  if (rolloutPercent(env) === null) problems.push('P2P_ROLLOUT_PERCENT must be a whole number from 0 to 100.');
  return problems;
}

const checked = new WeakMap<Variables, string[]>();

/** As checkConfiguration, worked out once per isolate. */
export function configurationProblems(env: Variables): string[] {
  let problems = checked.get(env);
  if (!problems) {
    problems = checkConfiguration(env);
    checked.set(env, problems);
  }
  return problems;
}
