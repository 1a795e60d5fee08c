import { randomBytes } from 'node:crypto';
import { parseEnv } from 'node:util';
import { SetupError } from '../setup-error.ts';

/** The Worker's variables that are no secrets; docs/operate.md explains each. A test compares with the Worker's own list. */
export const variableNames = [
  'HOSTS',
  'OPERATORS',
  'STUN_URLS',
  'TURN_URLS',
  'TURN_LIFE_SECONDS',
  'MAIL_FROM',
  'MAIL_HTTP_URL',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_NAME',
  'REGIONS',
  'REGION_PLACES',
  'JOIN_RATE_PER_MINUTE',
  'P2P_ROLLOUT_PERCENT',
  'SIGN_IN_CODES_PER_10_MINUTES',
] as const;
type VariableName = (typeof variableNames)[number];

export const secretNames = [
  'BETTER_AUTH_SECRET',
  'SIGNING_KEYS_SECRET',
  'OPERATOR_KEY',
  'TURN_SECRET',
  'MAIL_HTTP_TOKEN',
  'MAIL_SMTP_URL',
  'OIDC_CLIENT_SECRET',
] as const;
export type SecretName = (typeof secretNames)[number];

/** What this program may make up itself: nobody else has to know these. */
export const madeUpNames = ['BETTER_AUTH_SECRET', 'SIGNING_KEYS_SECRET', 'OPERATOR_KEY'] as const;

export interface Settings {
  readonly variables: Readonly<Partial<Record<VariableName, string>>>;
  /** Given, not necessarily needed. */
  readonly secrets: Readonly<Partial<Record<SecretName, string>>>;
}

/**
 * Settings of the file, and secrets also of the environment, which come first.
 *
 * @throws {SetupError} that names what nobody knows
 */
export function readSettings(file: string, text: string, environment: NodeJS.ProcessEnv): Settings {
  const given = parseEnv(text);
  const variables: Partial<Record<VariableName, string>> = {};
  const secrets: Partial<Record<SecretName, string>> = {};
  for (const [name, value] of Object.entries(given)) {
    if (!value) continue;
    if (isOneOf(variableNames, name)) variables[name] = value;
    else if (isOneOf(secretNames, name)) secrets[name] = value;
    else throw new SetupError(`${file}: there is no setting ${name}; docs/operate.md lists them.`);
  }
  for (const name of secretNames) {
    const value = environment[name];
    if (value) secrets[name] = value;
  }
  // Terraform gives it to the boxes: it need not be set twice.
  const ofTerraform = environment.TF_VAR_turn_secret;
  if (ofTerraform) secrets.TURN_SECRET ??= ofTerraform;
  return { variables, secrets };
}

/** Secrets that the Worker does not run without, with these settings. */
export function requiredSecrets({ variables }: Settings): SecretName[] {
  return [
    ...madeUpNames,
    ...(variables.TURN_URLS ? (['TURN_SECRET'] as const) : []),
    ...(variables.MAIL_HTTP_URL ? (['MAIL_HTTP_TOKEN'] as const) : []),
    ...(variables.OIDC_ISSUER ? (['OIDC_CLIENT_SECRET'] as const) : []),
  ];
}

export interface SecretsToSet {
  readonly secrets: Readonly<Partial<Record<SecretName, string>>>;
  /** Of these, made up now. */
  readonly made: readonly SecretName[];
}

/**
 * What the Worker lacks: from the settings, else made up where nobody else has to know it. What it has stays.
 *
 * @throws {SetupError} that names what is missing and cannot be made up, or is too weak
 */
export function secretsToSet(settings: Settings, present: readonly string[]): SecretsToSet {
  const secrets: Partial<Record<SecretName, string>> = {};
  const made: SecretName[] = [];
  for (const name of secretNames) {
    if (present.includes(name)) continue;
    const value = settings.secrets[name];
    if (value) secrets[name] = checked(name, value);
    else if (isOneOf(madeUpNames, name)) {
      secrets[name] = randomBytes(32).toString('base64url');
      made.push(name);
    } else if (requiredSecrets(settings).includes(name))
      throw new SetupError(`${name} is missing: set it in the environment of this run.`);
  }
  return { secrets, made };
}

/** @throws {SetupError} when nobody could host, or sign in */
export function checkWaysIn({ variables, secrets }: Settings, present: readonly string[]): void {
  if (!variables.HOSTS && !variables.OPERATORS)
    throw new SetupError('HOSTS and OPERATORS are both missing: nobody could host a meeting.');
  const smtp = secrets.MAIL_SMTP_URL ?? present.includes('MAIL_SMTP_URL');
  if (!variables.MAIL_HTTP_URL && !smtp && !variables.OIDC_ISSUER)
    throw new SetupError('Nobody could sign in: set MAIL_HTTP_URL, MAIL_SMTP_URL or OIDC_ISSUER.');
}

function checked(name: SecretName, value: string): string {
  const strong = isOneOf([...madeUpNames, 'TURN_SECRET'] as const, name);
  if (strong && value.startsWith('dev-')) throw new SetupError(`${name} is a development secret.`);
  if (strong && value.length < 32) throw new SetupError(`${name} is shorter than 32 characters.`);
  return value;
}

function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
  return (names as readonly string[]).includes(name);
}
