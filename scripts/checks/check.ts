import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { stripVTControlCharacters } from 'node:util';

/** What a check found. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** Names of skipped tests; a name says why. */
  readonly skipped: readonly string[];
  /** Names of tests that failed once and passed when they were run again, where a suite allows that. */
  readonly secondTry?: readonly string[];
  /** Names of the tests that failed, each with the first line of why. */
  readonly failures?: readonly string[];
  /** The only failure belongs to no test. */
  readonly isOutside?: boolean;
}

/** One part of `npm test`. */
export interface Check {
  readonly name: string;
  /** Shown before it runs. */
  readonly title: string;
  /**
   * Where it runs: one after the other (when absent), `beside` those, with its output shown at its end, or `alone` once all others are
   * through, because it measures.
   */
  readonly lane?: 'beside' | 'alone';
  run(): Promise<Outcome>;
}

/** A check that is one program: it passed when the program exits with 0. Its output is shown only when it fails. */
export function program(name: string, title: string, root: string, command: readonly string[]): Check {
  return {
    name,
    title,
    run: async () => {
      const { exitCode, output } = await capture(root, command);
      if (exitCode === 0) return { passed: 1, failed: 0, skipped: [] };
      process.stdout.write(output);
      return { passed: 0, failed: 1, skipped: [] };
    },
  };
}

/** A check that is a folder's vitest suite. Its output is shown as it comes; of one `beside` others, at its end. */
export function suite(
  name: string,
  title: string,
  root: string,
  config: string,
  env: () => Promise<NodeJS.ProcessEnv> = async () => ({}),
  lane?: Check['lane'],
): Check {
  return {
    name,
    title,
    ...(lane ? { lane } : {}),
    run: async () => {
      const once = () => runSuite(root, config, env, lane !== 'beside');
      const outcome = await once();
      if (outcome.isOutside !== true) return outcome;
      // All of its tests passed, and something that belongs to none of them did not: what it was is said, and they run again.
      const again = await once();
      const name = `${title}, ${outcome.failures?.join('\n')}`;
      return again.failed > 0 ? again : { ...again, secondTry: [...(again.secondTry ?? []), name] };
    },
  };
}

async function runSuite(
  root: string,
  config: string,
  env: () => Promise<NodeJS.ProcessEnv>,
  showAtOnce: boolean,
): Promise<Outcome> {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-test-'));
  const report = path.join(folder, 'report.json');
  try {
    const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const args = ['run', '-c', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const variables = { ...process.env, ...(await env()) };
    const { exitCode, output } = await capture(root, [process.execPath, vitest, ...args], variables, showAtOnce);
    if (!showAtOnce) process.stdout.write(output);
    return readReport(readFileSync(report, 'utf8'), exitCode, output);
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    console.error(failure);
    return { passed: 0, failed: 1, skipped: [], failures: [failure] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * vitest's JSON report → outcome. A run that exits with an error although no test failed counts as one failure; what went wrong is then
 * only in what it printed.
 */
export function readReport(json: string, exitCode: number, output = ''): Outcome {
  const report = JSON.parse(json) as {
    numPassedTests: number;
    numFailedTests: number;
    testResults: { assertionResults: { fullName: string; status: string; failureMessages?: string[] }[] }[];
  };
  const results = report.testResults.flatMap((file) => file.assertionResults);
  const skipped = results.filter(({ status }) => status === 'skipped' || status === 'pending' || status === 'todo');
  const outside = exitCode !== 0 && report.numFailedTests === 0;
  const failed = outside ? 1 : report.numFailedTests;
  // What went wrong at the first try stays in the report of a test that passed at the second.
  const failures = results
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => `${fullName}: ${firstLine(failureMessages?.[0])}`);
  if (outside) failures.push(`outside its tests:\n${errorsOutside(output)}`);
  const again = results.filter((each) => each.status === 'passed' && (each.failureMessages?.length ?? 0) > 0);
  return {
    passed: report.numPassedTests,
    failed,
    skipped: skipped.map(({ fullName }) => fullName),
    ...(failures.length > 0 ? { failures } : {}),
    ...(outside ? { isOutside: true } : {}),
    ...(again.length > 0 ? { secondTry: again.map(({ fullName }) => fullName) } : {}),
  };
}

function firstLine(message = 'no reason given'): string {
  return stripVTControlCharacters(message).split('\n', 1)[0] ?? '';
}

/** What vitest says of errors that belong to no test, or the end of what it printed. */
function errorsOutside(output: string): string {
  const lines = stripVTControlCharacters(output).trimEnd().split('\n');
  const from = lines.findIndex((line) => /Unhandled Error|Failed Suites|FAIL /.test(line));
  return (from === -1 ? lines.slice(-20) : lines.slice(from, from + 30)).join('\n');
}

async function capture(
  cwd: string,
  [file = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  alsoShow = false,
) {
  const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    from.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (alsoShow) to.write(chunk);
    });
  }
  const exitCode = await ended(child);
  return { exitCode, output: Buffer.concat(chunks).toString() };
}

async function ended(child: ReturnType<typeof spawn>): Promise<number> {
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
