import { commaList, isDevelopment, type Variables } from './environment.ts';
import { rolloutPercent } from './meetings/media-in-effect.ts';

const secretNames = ['BETTER_AUTH_SECRET', 'SIGNING_KEYS_SECRET', 'OPERATOR_KEY'] as const;
const minSecretLength = 32;

/**
 * What is wrong with the configuration, as sentences for the operator; empty when the service may run. Secrets are named,
 * never quoted. Production refuses secrets that a development checkout made (`dev-…`) and hosts that are everybody.
 */
export function checkConfiguration(env: Variables): string[] {
  const problems: string[] = [];
  if (env.ENVIRONMENT !== 'development' && env.ENVIRONMENT !== 'production')
    problems.push('ENVIRONMENT must be "development" or "production".');
  problems.push(...originProblems(env));
  for (const name of [...secretNames, ...(env.TURN_URLS ? (['TURN_SECRET'] as const) : [])]) {
    const problem = secretProblem(env[name], isDevelopment(env));
    if (problem) problems.push(`${name} ${problem}.`);
  }
  if (!isDevelopment(env) && commaList(env.HOSTS).includes('*'))
    problems.push('HOSTS must name addresses or domains in production, not "*".');
  if (env.OIDC_ISSUER && !(env.OIDC_CLIENT_ID && env.OIDC_CLIENT_SECRET))
    problems.push('OIDC_ISSUER also needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.');
  if (commaList(env.OPERATORS).includes('*')) problems.push('OPERATORS must name addresses or domains, not "*".');
  if (env.MAIL_SMTP_URL && !/^smtps:\/\/[^/]+$/.test(env.MAIL_SMTP_URL))
    problems.push('MAIL_SMTP_URL must look like "smtps://user:password@host:465".');
  if ((env.MAIL_HTTP_URL || env.MAIL_SMTP_URL) && !env.MAIL_FROM) problems.push('MAIL_FROM is missing.');
  if (env.MAIL_HTTP_URL && !env.MAIL_HTTP_TOKEN) problems.push('MAIL_HTTP_URL also needs MAIL_HTTP_TOKEN.');
  if (rolloutPercent(env) === null) problems.push('P2P_ROLLOUT_PERCENT must be a whole number from 0 to 100.');
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

function secretProblem(value: string | undefined, development: boolean): string | null {
  if (!value) return 'is missing';
  if (development) return null;
  if (value.startsWith('dev-')) return 'is a development secret';
  return value.length < minSecretLength ? `is shorter than ${minSecretLength} characters` : null;
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
