import path from 'node:path';
import { allChecks } from '../checks/all-checks.ts';
import type { Check } from '../checks/check.ts';
import { runTask } from '../run-task.ts';

const help = `npm test                     runs every check
npm test -- PART [PART …]    runs only these: format, types, imports, dead-code, terraform, scripts, box-install, bench, web, size, worker, sfu, e2e`;

await runTask(async (wanted) => {
  const checks = allChecks(path.resolve(import.meta.dirname, '..', '..'));
  if (wanted.includes('--help')) {
    console.log(help);
    return 0;
  }
  const unknown = wanted.find((name) => !checks.some((check) => check.name === name));
  if (unknown !== undefined) {
    console.error(`There is no part "${unknown}".\n${help}`);
    return 2;
  }

  let passed = 0;
  let failed = 0;
  const skipped: string[] = [];
  const secondTry: string[] = [];
  const failures: string[] = [];
  const run = async (check: Check): Promise<void> => {
    const startedAt = performance.now();
    if (check.lane !== 'beside') console.log(`\n── ${check.title}`);
    const outcome = await check.run();
    if (check.lane === 'beside') console.log(`\n── ${check.title}`);
    passed += outcome.passed;
    failed += outcome.failed;
    skipped.push(...outcome.skipped);
    secondTry.push(...(outcome.secondTry ?? []));
    if (outcome.failed > 0) failures.push(check.title, ...(outcome.failures ?? []).map((failure) => `  ${failure}`));
    console.log(
      `   ${outcome.failed > 0 ? 'failed' : 'ok'} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
    );
  };
  const chosen = checks.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const beside = Promise.all(chosen.filter(({ lane }) => lane === 'beside').map(run));
  for (const check of chosen.filter(({ lane }) => lane === undefined)) await run(check);
  await beside;
  for (const check of chosen.filter(({ lane }) => lane === 'alone')) await run(check);

  for (const name of skipped) console.log(`skipped: ${name}`);
  for (const name of secondTry) console.log(`passed at the second try only: ${name}`);
  if (failures.length > 0) console.log(`\nFailed:\n${failures.join('\n')}`);
  console.log(`\n${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
  return failed > 0 ? 1 : 0;
});
