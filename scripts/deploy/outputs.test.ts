import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { outputs } from './fake-cloud.ts';
import { readOutputs } from './outputs.ts';

const values = {
  account_id: outputs.accountId,
  origin: outputs.origin,
  d1_database_id: outputs.databaseId,
  d1_database_name: outputs.databaseName,
  r2_bucket: outputs.bucket,
  boxes: outputs.boxes.map((box) => ({ ...box, place: { latitude: 50, longitude: 8 }, capacity: 50, waits: true })),
  turn_urls: outputs.turnUrls,
  region_places: '',
  next_step: 'Run "npm run deploy".',
};
const printed = (change: object = {}) =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries({ ...values, ...change }).map(([name, value]) => [
        name,
        { sensitive: false, type: 'string', value },
      ]),
    ),
  );

test('reads what terraform output -json prints', () => {
  expect(readOutputs(printed())).toEqual(outputs);
});

test('terraform has all outputs that are read', () => {
  const source = readFileSync(path.resolve(import.meta.dirname, '../../terraform/outputs.tf'), 'utf8');
  for (const name of Object.keys(values)) expect(source).toContain(`output "${name}" {`);
});

test.each([
  [{ account_id: undefined }, 'Terraform has no output "account_id"'],
  [{ origin: 'http://meet.example.org' }, 'Terraform\'s output "origin" is not what is expected'],
  [{ boxes: [{ id: 'A b', url: 'https://a.example.org', region: 'eu' }] }, 'output "boxes" has one that is not'],
])('refuses %o by name', (change, sentence) => {
  expect(() => readOutputs(printed(change))).toThrow(sentence);
});

test('refuses what is not JSON', () => {
  expect(() => readOutputs('No outputs found')).toThrow('are not the JSON');
});
