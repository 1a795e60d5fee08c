import { expect, test } from 'vitest';
import { program, readReport } from './check.ts';

const report = (passed: number, failed: number, statuses: string[] = []) =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    testResults: [{ assertionResults: statuses.map((status, index) => ({ fullName: `test ${index}`, status })) }],
  });

test('counts come from the report, and skipped tests are named', () => {
  expect(readReport(report(3, 0, ['passed', 'pending']), 0)).toEqual({ passed: 3, failed: 0, skipped: ['test 1'] });
});

test('what failed is named, with the first line of why', () => {
  const json = JSON.stringify({
    numPassedTests: 0,
    numFailedTests: 1,
    testResults: [
      { assertionResults: [{ fullName: 'broken', status: 'failed', failureMessages: ['expected 1 to be 2\n  at x'] }] },
    ],
  });
  expect(readReport(json, 1).failures).toEqual(['broken: expected 1 to be 2']);
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

test('a suite that fails outside its tests has failed, and says with what', () => {
  const output = 'all is well\n\u001b[31m⎯⎯ Unhandled Errors ⎯⎯\u001b[39m\nError: nobody waited for this\n';
  const { failed, failures } = readReport(report(3, 0), 1, output);
  expect(failed).toBe(1);
  expect(failures?.join()).toContain('⎯⎯ Unhandled Errors ⎯⎯\nError: nobody waited for this');
  expect(failures?.join()).not.toContain('all is well');
});

test('a program passes only with exit code 0', async () => {
  const exits = (code: number) => program('x', 'x', '.', [process.execPath, '-e', `process.exit(${code})`]).run();
  expect(await exits(0)).toEqual({ passed: 1, failed: 0, skipped: [] });
  expect(await exits(3)).toEqual({ passed: 0, failed: 1, skipped: [] });
});
