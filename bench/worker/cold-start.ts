import type { Sample } from '../rounds.ts';
import { type Script, startOnce } from './bare-runtime.ts';

/** Asks nobody: what it takes is the script's. */
const ask = '/api/sign-in-ways';

const variables = {
  ENVIRONMENT: 'production',
  PARLEY_ORIGIN: 'https://meet.example.org',
  BETTER_AUTH_SECRET: 'a'.repeat(32),
  SIGNING_KEYS_SECRET: 'b'.repeat(32),
  OPERATOR_KEY: 'c'.repeat(32),
  HOSTS: 'example.org',
  OIDC_ISSUER: 'https://id.example.org',
  OIDC_CLIENT_ID: 'parley',
  OIDC_CLIENT_SECRET: 'd'.repeat(32),
};

const least: Script = {
  text: 'export default { fetch: () => new Response("{}") };',
  classes: [],
  variables: {},
};

/**
 * One cold start of the Worker: from the start of a fresh runtime to its first answer, less the same with a script of one line and
 * less a warm answer. What is left is reading, compiling and running the bundle.
 */
export async function coldStart(bundle: string): Promise<Sample> {
  const script = { text: bundle, classes: ['LiveMeeting', 'Fleet'], variables };
  const bare = await startOnce(least, ask);
  const start = await startOnce(script, ask);
  return {
    received: 1,
    values: {
      ms: start.ms - start.nextMs - (bare.ms - bare.nextMs),
      cpu_ms: start.cpuMs - bare.cpuMs,
    },
  };
}
