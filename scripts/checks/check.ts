import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** What a check found. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** Names of skipped tests; a name says why. */
  readonly skipped: readonly string[];
  /** Names of tests that failed once and passed when they were run again, where a suite allows that. */
  readonly secondTry?: readonly string[];
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
      const folder = mkdtempSync(path.join(tmpdir(), 'parley-test-'));
      const report = path.join(folder, 'report.json');
      try {
        const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
        const args = ['run', '-c', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
        const all = { ...process.env, ...(await env()) };
        const command = [process.execPath, vitest, ...args];
        const exitCode = lane === 'beside' ? await showLate(root, command, all) : await show(root, command, all);
        return readReport(readFileSync(report, 'utf8'), exitCode);
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
        return { passed: 0, failed: 1, skipped: [] };
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** vitest's JSON report → outcome. A run that exits with an error although no test failed counts as one failure. */
export function readReport(json: string, exitCode: number): Outcome {
  const report = JSON.parse(json) as {
    numPassedTests: number;
    numFailedTests: number;
    testResults: { assertionResults: { fullName: string; status: string; failureMessages?: string[] }[] }[];
  };
  const results = report.testResults.flatMap((file) => file.assertionResults);
  const skipped = results.filter(({ status }) => status === 'skipped' || status === 'pending' || status === 'todo');
  const failed = exitCode !== 0 && report.numFailedTests === 0 ? 1 : report.numFailedTests;
  // What went wrong at the first try stays in the report of a test that passed at the second.
  const again = results.filter((each) => each.status === 'passed' && (each.failureMessages?.length ?? 0) > 0);
  return {
    passed: report.numPassedTests,
    failed,
    skipped: skipped.map(({ fullName }) => fullName),
    ...(again.length > 0 ? { secondTry: again.map(({ fullName }) => fullName) } : {}),
  };
}

async function capture(cwd: string, [file = '', ...args]: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const exitCode = await ended(child);
  return { exitCode, output: Buffer.concat(chunks).toString() };
}

async function show(cwd: string, [file = '', ...args]: readonly string[], env: NodeJS.ProcessEnv) {
  return await ended(spawn(file, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] }));
}

async function showLate(cwd: string, command: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { exitCode, output } = await capture(cwd, command, env);
  process.stdout.write(output);
  return exitCode;
}

async function ended(child: ReturnType<typeof spawn>): Promise<number> {
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
