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

const relinkMs = 60_000;

/**
 * The fleet after a deployment, which drops every box link for a moment: waits until the boxes that were linked before are again, a minute at
 * most. Else they would be upgraded without having been drained.
 *
 * @throws {SetupError} when the Worker does not answer in that time
 */
export async function readFleetAgain(runner: Runner, before: Fleet): Promise<Fleet> {
  const endMs = runner.nowMs() + relinkMs;
  const expected = before.boxes.filter(({ linked }) => linked).map(({ id }) => id);
  while (true) {
    const now = await readFleet(runner);
    const isEnd = runner.nowMs() >= endMs;
    if (typeof now !== 'string') {
      const missing = expected.filter((id) => !now.boxes.some((box) => box.id === id && box.linked));
      if (missing.length === 0) return now;
      if (isEnd) {
        runner.say(`${missing.join(', ')} did not link again; the operator page says why if the Worker refuses it.`);
        return now;
      }
    } else if (isEnd) throw new SetupError(`The Worker cannot tell of boxes: ${now}. Run the same again.`);
    await runner.sleep(2_000);
  }
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

/** Versions of the Worker by Cloudflare's ids; null: there is none, or it could not be asked. */
export interface WorkerVersions {
  readonly now: string | null;
  readonly before: string | null;
}

/** @param command lists the newest deployments, the oldest of them first */
export async function readWorkerVersions(runner: Runner, command: readonly string[]): Promise<WorkerVersions> {
  const { code, out } = await runner.ask(command);
  if (code !== 0) return { now: null, before: null };
  const deployments = JSON.parse(out) as { versions: { version_id: string; percentage: number }[] }[];
  const ids = deployments.flatMap(
    ({ versions }) => versions.find(({ percentage }) => percentage === 100)?.version_id ?? [],
  );
  const now = ids.at(-1) ?? null;
  return { now, before: ids.findLast((id) => id !== now) ?? null };
}
