import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writePrivate } from '../system/write-private.ts';

/** Marks a value as made for development, so that production can refuse it. */
const PREFIX = 'dev-';
const NAMES = ['BETTER_AUTH_SECRET', 'SIGNING_KEYS_SECRET', 'OPERATOR_KEY', 'TURN_SECRET', 'METRICS_TOKEN'] as const;

export type DevelopmentSecrets = Readonly<Record<(typeof NAMES)[number], string>>;

/** This checkout's development secrets: made on the first start, then kept, so that sessions and keys survive a restart. */
export function ensureSecrets(dataDir: string): DevelopmentSecrets {
  const file = path.join(dataDir, 'secrets.json');
  const known = readKnown(file);
  const secrets = Object.fromEntries(
    NAMES.map((name) => [name, known[name] ?? `${PREFIX}${randomBytes(32).toString('base64url')}`]),
  ) as Record<(typeof NAMES)[number], string>;

  if (NAMES.some((name) => known[name] === undefined)) writePrivate(file, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
}

function readKnown(file: string): Partial<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<string, string>>;
  } catch {
    return {};
  }
}
