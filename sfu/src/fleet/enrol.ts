import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { enrolled } from '@parley/worker/contract/boxes.ts';
import { workerErrorBody } from '@parley/worker/contract/errors.ts';
import * as z from 'zod/mini';
import type { Config } from '../config.ts';
import { StartFailure } from '../errors.ts';
import type { BoxKey } from './box-key.ts';

export type EnrolmentSettings = Pick<
  Config,
  'workerOrigin' | 'boxId' | 'publicUrl' | 'region' | 'dataDir' | 'enrolmentToken'
>;

const fileName = 'enrolled.json';
const saved = z.extend(enrolled, { workerOrigin: z.string() });

/** The Worker could not be asked, or failed: worth another attempt. */
export class EnrolmentUnanswered extends Error {}

/**
 * Whether this box was enrolled before, with this Worker.
 * @throws {StartFailure} when it was, under another id or address: these are bound to the key.
 */
export async function isEnrolled({ workerOrigin, boxId, publicUrl, dataDir }: EnrolmentSettings): Promise<boolean> {
  const file = join(dataDir, fileName);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return false;
  const parsed = saved.safeParse(parseJson(text));
  if (!parsed.success || parsed.data.workerOrigin !== workerOrigin) return false;
  if (parsed.data.boxId !== boxId) {
    throw new StartFailure(
      `BOX_ID is ${boxId}, but ${dataDir} belongs to ${parsed.data.boxId}: give each box its own BOX_DATA_DIR.`,
    );
  }
  if (parsed.data.url !== publicUrl) {
    throw new StartFailure(
      `BOX_PUBLIC_URL is ${publicUrl}, but the box was enrolled as ${parsed.data.url}: enrol it anew to change it.`,
    );
  }
  return true;
}

/**
 * Presents the one-time token and the public key, and writes down what the Worker bound.
 * @throws {StartFailure} without a token, or when the Worker refuses it
 * @throws {EnrolmentUnanswered} when there is no proper answer
 */
export async function enrol(settings: EnrolmentSettings, key: BoxKey): Promise<void> {
  const { workerOrigin, boxId, publicUrl, dataDir, enrolmentToken } = settings;
  if (enrolmentToken === null) {
    throw new StartFailure(
      'BOX_ENROLMENT_TOKEN is not set, and this box has not been enrolled yet: ask an operator for a token.',
    );
  }
  const body = JSON.stringify({ token: enrolmentToken, boxId, publicKey: key.publicKey });
  const response = await fetch(new URL('/api/boxes/enrol', workerOrigin), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal: AbortSignal.timeout(10_000),
  }).catch((error) => {
    throw new EnrolmentUnanswered('The Worker cannot be reached.', { cause: error });
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const refusal = workerErrorBody.safeParse(answer);
    if (response.status >= 500 || response.status === 429 || !refusal.success) {
      throw new EnrolmentUnanswered(`The Worker answered with status ${response.status}.`);
    }
    throw new StartFailure(`The Worker refused to enrol the box: ${refusal.data.error.message}`);
  }
  const bound = enrolled.safeParse(answer);
  if (!bound.success) throw new EnrolmentUnanswered('The answer of the Worker does not fit its contract.');
  if (bound.data.boxId !== boxId || bound.data.url !== publicUrl) {
    throw new StartFailure(
      `The enrolment token is for ${bound.data.boxId} at ${bound.data.url}, not for ${boxId} at ${publicUrl}.`,
    );
  }
  const file = join(dataDir, fileName);
  await writeFile(`${file}.new`, JSON.stringify({ ...bound.data, workerOrigin }), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
