import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writePrivate } from '../system/write-private.ts';
import { madeUpNames, type SecretName, type SecretsToSet } from './settings.ts';

/** Where a secret that was made up is kept: the Worker never gives it out again. */
export function madeSecretFile(stateDir: string, name: SecretName): string {
  return path.join(stateDir, name.toLowerCase().replaceAll('_', '-'));
}

/** Those that earlier runs made up, whether or not they came as far as the Worker. */
export function readMadeSecrets(stateDir: string): Partial<Record<SecretName, string>> {
  const kept: Partial<Record<SecretName, string>> = {};
  for (const name of madeUpNames) {
    const file = madeSecretFile(stateDir, name);
    const value = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
    if (value) kept[name] = value;
  }
  return kept;
}

/** Called before they are used: who made them is the only one who knows them. */
export function keepMadeSecrets(stateDir: string, { made, secrets }: SecretsToSet): void {
  for (const name of made) writePrivate(madeSecretFile(stateDir, name), `${secrets[name]}\n`);
}
