import path from 'node:path';
import process from 'node:process';
import { allChecks } from '../checks/all-checks.ts';

const help = `npm test                     runs every check
npm test -- PART [PART …]    runs only these: format, types, imports, dead-code, scripts, bench, web, size, worker, sfu, e2e`;

const root = path.resolve(import.meta.dirname, '..', '..');
const wanted = process.argv.slice(2);
const checks = allChecks(root);
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));

if (wanted.includes('--help') || unknown.length > 0) {
  console.log(unknown.length > 0 && !wanted.includes('--help') ? `There is no part "${unknown[0]}".\n${help}` : help);
  process.exit(wanted.includes('--help') ? 0 : 2);
}

let passed = 0;
let failed = 0;
const skipped: string[] = [];
const failures: string[] = [];

for (const check of checks.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const startedAt = performance.now();
  console.log(`\n── ${check.title}`);
  const outcome = await check.run();
  passed += outcome.passed;
  failed += outcome.failed;
  skipped.push(...outcome.skipped);
  if (outcome.failed > 0) failures.push(check.title);
  console.log(`   ${outcome.failed > 0 ? 'failed' : 'ok'} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

for (const name of skipped) console.log(`skipped: ${name}`);
if (failures.length > 0) console.log(`\nFailed: ${failures.join('; ')}`);
console.log(`\n${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
process.exit(failed > 0 ? 1 : 0);
