import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RunningSystem } from '../start-parley.ts';

/** What must be zero when everybody has left, as `/metrics` names it. */
const ofPeople = [
  'rooms',
  'peers',
  'participants',
  'sockets',
  'timers',
  'routers',
  'transports',
  'producers',
  'consumers',
];

/** Counts of one box. Throws when one is not told: what is not counted cannot be zero. */
export async function readBoxCounts(system: RunningSystem, boxOrigin: string): Promise<Record<string, number>> {
  const secrets = JSON.parse(readFileSync(path.join(system.data, 'secrets.json'), 'utf8')) as Record<string, string>;
  const reply = await fetch(`${boxOrigin}/metrics`, { headers: { authorization: `Bearer ${secrets.METRICS_TOKEN}` } });
  const text = await reply.text();
  return Object.fromEntries(
    ofPeople.map((name) => {
      const value = new RegExp(`^parley_${name} (\\d+)$`, 'm').exec(text)?.[1];
      if (value === undefined) throw new Error(`${boxOrigin}/metrics tells no parley_${name}`);
      return [name, Number(value)];
    }),
  );
}
