import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from '../setup-error.ts';
import { boxPublicUrl } from './box-service.ts';
import type { LocalBox } from './config.ts';
import { stateDir } from './migrations.ts';
import { type LocalSystem, workerUrl } from './system.ts';

/**
 * Whether the Worker's data still knows this box under the address that it has now.
 *
 * An enrolment binds id and address: --lan, another port or a deleted database need a new one, which this prepares.
 */
export function isEnrolled(system: LocalSystem, box: LocalBox): boolean {
  const enrolled = path.join(box.dataDir, 'enrolled.json');
  const boundTo = path.join(box.dataDir, 'enrolled-for');
  const isBound = existsSync(boundTo) && readFileSync(boundTo, 'utf8') === binding(system, box);
  if (isBound && existsSync(enrolled)) return true;

  rmSync(enrolled, { force: true });
  mkdirSync(box.dataDir, { recursive: true });
  writeFileSync(boundTo, binding(system, box));
  return false;
}

/** What an enrolment depends on: this database, the Worker's address and the box's own. */
function binding(system: LocalSystem, box: LocalBox): string {
  return `${stateId(system)} ${system.origin} ${boxPublicUrl(system, box)}\n`;
}

function stateId({ config }: LocalSystem): string {
  const file = path.join(stateDir(config), 'state-id');
  if (!existsSync(file)) {
    mkdirSync(stateDir(config), { recursive: true });
    writeFileSync(file, randomUUID());
  }
  return readFileSync(file, 'utf8');
}

/**
 * Asks the Worker for a one-time enrolment token, as an operator would.
 *
 * @throws {SetupError} with the Worker's answer
 */
export async function requestEnrolmentToken(system: LocalSystem, box: LocalBox): Promise<string> {
  const response = await fetch(`${workerUrl(system)}/api/boxes/enrolment-tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${system.secrets.OPERATOR_KEY}` },
    body: JSON.stringify({ boxId: box.id, url: boxPublicUrl(system, box), region: 'local' }),
  });
  const text = await response.text();
  if (response.ok) return (JSON.parse(text) as { token: string }).token;

  throw new SetupError(`The Worker did not let ${box.id} enrol: ${response.status} ${text.slice(0, 300)}`);
}
