import { overview } from '@parley/worker/contract/operations.ts';
import { softwareVersion } from '../config.ts';
import { decideClock, decideKeys, decideReach, decideWorker } from './decide.ts';
import { decideBox, decideRefused } from './decide-link.ts';
import { examineName, examineTurn } from './examine-box.ts';
import { bad, type Finding } from './finding.ts';
import { get } from './look.ts';

export interface ServiceSettings {
  /** Where people meet. */
  origin: string;
  /** Lets it ask for the boxes; null: they are left out. */
  operatorKey: string | null;
  turnUrls: readonly string[];
}

/** Looks at a deployed service from wherever its operator sits; all at once. */
export async function examineService({ origin, operatorKey, turnUrls }: ServiceSettings): Promise<Finding[]> {
  const health = get(new URL('/api/health', origin));
  const found = await Promise.all([
    examineName(origin, null),
    health.then((answer) => decideWorker(origin, answer, softwareVersion)),
    health.then(decideClock),
    get(new URL('/.well-known/jwks.json', origin)).then(decideKeys),
    examineTurn(turnUrls),
    operatorKey === null ? [] : examineBoxes(origin, operatorKey),
  ]);
  return found.flat();
}

async function examineBoxes(origin: string, operatorKey: string): Promise<Finding[]> {
  const answer = await get(new URL('/api/overview', origin), { authorization: `Bearer ${operatorKey}` });
  if ('failed' in answer) return [bad('Boxes', answer.failed, 'let the Worker be reached first')];
  if (answer.seen.status === 401 || answer.seen.status === 403)
    return [bad('Boxes', 'the Worker does not take OPERATOR_KEY', 'set it to the OPERATOR_KEY of the deployment')];
  const told = overview.safeParse(answer.seen.json).data;
  if (!told) return [bad('Boxes', 'the Worker does not tell in words known here', 'use the doctor of its release')];
  const { boxes, refusedBoxes } = told;
  if (boxes.length === 0) return [bad('Boxes', 'there is none', 'enrol one')];
  const reached = await Promise.all(
    boxes.map(async ({ url }) => [
      ...(await examineName(url, null)),
      decideReach(url, await get(`${url.replace(/\/$/, '')}/health`)),
    ]),
  );
  return [...boxes.flatMap(decideBox), ...decideRefused(refusedBoxes, boxes, Date.now()), ...reached.flat()];
}
