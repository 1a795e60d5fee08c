import type { Box } from '../../worker/contract/boxes.ts';
import { SetupError } from '../setup-error.ts';
import type { Runner } from './runner.ts';

export interface Fleet {
  readonly boxes: readonly Box[];
  /** Version of the box link that the running Worker speaks; null: it does not say. */
  readonly boxLink: number | null;
}

/**
 * The running Worker's boxes; a sentence when there is no Worker that answers.
 *
 * @throws {SetupError} when it answers, but not to this key
 */
export async function readFleet(runner: Runner): Promise<Fleet | string> {
  const { status, body } = await runner.request('GET', '/api/boxes');
  if (status === 401 || status === 403)
    throw new SetupError('The Worker does not take this OPERATOR_KEY: set the one that it has in the environment.');
  if (status !== 200) return status === 0 ? 'nobody answers there' : `it answers with status ${status}`;
  const { boxes, boxLink } = body as { boxes: Box[]; boxLink?: number };
  return { boxes, boxLink: boxLink ?? null };
}

/**
 * Names of the secrets that the Worker has; null: there is no such Worker yet.
 *
 * @throws {SetupError} when wrangler could not ask
 */
export async function readSecretNames(
  runner: Runner,
  worker: string,
  command: readonly string[],
): Promise<string[] | null> {
  const { code, out, err } = await runner.ask(command);
  if (code === 0) return (JSON.parse(out) as { name: string }[]).map(({ name }) => name);
  const said = `${out}\n${err}`;
  // Cloudflare's code for a script that is not there, and wrangler's words for it.
  if (/\b10007\b|Worker "[^"]*" not found/.test(said)) return null;
  throw new SetupError(
    `Which secrets ${worker} has could not be asked:\n${said.trim().split('\n').slice(-8).join('\n')}`,
  );
}
