import { expect, test } from 'vitest';
import { program, readReport } from './check.ts';

const report = (passed: number, failed: number, statuses: string[] = []) =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    testResults: [{ assertionResults: statuses.map((status, index) => ({ fullName: `test ${index}`, status })) }],
  });

test('counts come from the report, and skipped tests are named', () => {
  expect(readReport(report(3, 1, ['passed', 'pending']), 1)).toEqual({ passed: 3, failed: 1, skipped: ['test 1'] });
});

test('what passed at the second try only is named', () => {
  const json = JSON.stringify({
    numPassedTests: 2,
    numFailedTests: 0,
    testResults: [
      {
        assertionResults: [
          { fullName: 'steady', status: 'passed', failureMessages: [] },
          { fullName: 'shaky', status: 'passed', failureMessages: ['expected 1 to be 2'] },
        ],
      },
    ],
  });
  expect(readReport(json, 0)).toEqual({ passed: 2, failed: 0, skipped: [], secondTry: ['shaky'] });
});

test('a suite that fails outside its tests has failed', () => {
  expect(readReport(report(3, 0), 1).failed).toBe(1);
});

test('a program passes only with exit code 0', async () => {
  const exits = (code: number) => program('x', 'x', '.', [process.execPath, '-e', `process.exit(${code})`]).run();
  expect(await exits(0)).toEqual({ passed: 1, failed: 0, skipped: [] });
  expect(await exits(3)).toEqual({ passed: 0, failed: 1, skipped: [] });
});
