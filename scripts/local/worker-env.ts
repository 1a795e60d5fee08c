import { SetupError } from '../setup-error.ts';
import type { LocalSystem } from './system.ts';

/** The Worker's own settings that a person may give in the environment, for example to try a sign-in provider. */
const passedOn =
  /^(HOSTS|OPERATORS|REGIONS|REGION_PLACES|(MAIL|OIDC|TURN|STUN)_[A-Z_]+|JOIN_RATE_PER_MINUTE|SIGN_IN_CODES_PER_10_MINUTES|P2P_ROLLOUT_PERCENT)$/;

/**
 * The Worker's variables and secrets in wrangler's file format. A file, since `ps` shows a program's arguments to
 * everybody.
 *
 * @throws {SetupError} for a value that the format cannot hold
 */
export function workerEnvFile(
  { config, origin, secrets }: Pick<LocalSystem, 'config' | 'origin' | 'secrets'>,
  env: NodeJS.ProcessEnv = process.env,
): string {
  // That one is the boxes'.
  const { METRICS_TOKEN: _, ...workerSecrets } = secrets;
  const variables: Record<string, string | undefined> = {
    ...workerSecrets,
    HOSTS: '*',
    // On one's own machine everybody is oneself; in a network they are not.
    OPERATORS: config.lan ? undefined : '*',
    ...Object.fromEntries(Object.entries(env).filter(([name, value]) => passedOn.test(name) && value !== '')),
    PARLEY_ORIGIN: origin,
    ENVIRONMENT: 'development',
    PARLEY_LAN: config.lan ? '1' : undefined,
  };

  return Object.entries(variables)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${quote(name, value)}\n`]))
    .join('');
}

/** dotenv has no escapes, only three kinds of quotes. */
function quote(name: string, value: string): string {
  const mark = ["'", '"', '`'].find((candidate) => !value.includes(candidate));
  // Double quotes turn \n into a line break.
  if (mark !== undefined && !(mark === '"' && value.includes('\\'))) return `${mark}${value}${mark}`;
  throw new SetupError(`${name} contains quotes that cannot be passed on to the Worker.`);
}
