import type { Box } from '../../worker/contract/boxes.ts';
import { SetupError } from '../setup-error.ts';
import type { Drained } from './drained.ts';
import type { Runner } from './runner.ts';
import { describeStep, type Step, shellLine } from './steps.ts';

/** What one run remembers for the next. */
interface Memory {
  readonly drained: Drained;
  /** Called before a box gets another release. */
  changing(boxId: string, software: string | null): void;
}

const pollMs = 2_000;

/**
 * Does one step after the other and stops at the first that fails.
 *
 * @throws {SetupError} that says where it stands and how to go on
 */
export async function execute(steps: readonly Step[], runner: Runner, origin: string, memory: Memory): Promise<void> {
  for (const [index, step] of steps.entries()) {
    runner.say(`[${index + 1}/${steps.length}] ${step.title}`);
    try {
      await doStep(step, runner, memory);
    } catch (error) {
      const tried = describeStep(step, origin).map((line) => `  ${line}`);
      throw new SetupError(
        [
          `Stopped at step ${index + 1} of ${steps.length}, "${step.title}": ${(error as Error).message}`,
          ...tried,
          'What was done before it stays and does no harm. When the cause is gone, run the same command again.',
        ].join('\n'),
        { cause: error },
      );
    }
  }
}

async function doStep(step: Step, runner: Runner, { drained, changing }: Memory): Promise<void> {
  switch (step.do) {
    case 'write':
      return runner.writeFile(step.file, step.text);
    case 'run':
      return run(step, runner);
    case 'on-box':
      changing(step.boxId, step.software);
      return onBox(step, runner);
    case 'await-worker':
      return awaitWorker(step, runner);
    case 'make-tokens':
      return makeTokens(step, runner);
    case 'drain':
      // Remembered first: what this run drained, the next one takes back.
      if (step.draining) drained.add(step.boxId);
      await post(runner, `/api/boxes/${step.boxId}/drain`, { draining: step.draining });
      if (!step.draining) drained.remove(step.boxId);
      return;
    case 'await-empty': {
      // One whose link dropped for a moment is listed without rooms, and has them all the same.
      const isEmpty = await until(runner, step.deadlineMs, async () => {
        const box = await boxOf(runner, step.boxId);
        return box?.linked === true && box.rooms === 0;
      });
      if (!isEmpty) runner.say(`    ${step.boxId} still has rooms; going on: they move, or are cut, when it stops.`);
      return;
    }
    case 'await-box':
      return awaitBox(step, runner);
  }
}

async function run({ command, folder, secrets = {} }: Step & { do: 'run' }, runner: Runner): Promise<void> {
  const options = folder === undefined ? {} : { folder };
  const code =
    Object.keys(secrets).length === 0
      ? await runner.run(command, options)
      : await runner.withSecretsFile(secrets, (file) => runner.run([...command, '--secrets-file', file], options));
  if (code !== 0) throw new Error(`it ended with exit code ${code}.`);
}

async function onBox({ commands, byHand }: Step & { do: 'on-box' }, runner: Runner): Promise<void> {
  if (byHand) {
    runner.say('    Run this, here or where you reach the box; it is waited for:');
    for (const command of commands) runner.say(`    ${shellLine(command)}`);
    return;
  }
  for (const command of commands) {
    const code = await runner.run(command);
    if (code !== 0) throw new Error(`${command[0]} ended with exit code ${code}.`);
  }
}

async function awaitWorker({ version, deadlineMs }: Step & { do: 'await-worker' }, runner: Runner): Promise<void> {
  let seen = 'nothing';
  const isThere = await until(runner, deadlineMs, async () => {
    const { status, body } = await runner.request('GET', '/api/health');
    const found = (body as { version?: string } | null)?.version;
    seen = status === 0 ? 'nothing' : `status ${status}, version ${found ?? 'unknown'}`;
    return found === version;
  });
  if (!isThere)
    throw new Error(`it answers ${seen} instead of version ${version}. "npx wrangler tail" shows what it logs.`);
}

async function makeTokens({ boxes, file }: Step & { do: 'make-tokens' }, runner: Runner): Promise<void> {
  const tokens: Record<string, string> = {};
  let expireAtMs = Number.POSITIVE_INFINITY;
  for (const { id, url, region } of boxes) {
    const answer = await post(runner, '/api/boxes/enrolment-tokens', { boxId: id, url, region });
    const { token, expiresAtMs } = answer as { token: string; expiresAtMs: number };
    tokens[id] = token;
    expireAtMs = Math.min(expireAtMs, expiresAtMs);
  }
  const variables = { enrolment_tokens: tokens, enrolment_tokens_expire: new Date(expireAtMs).toISOString() };
  runner.writeFile(file, `${JSON.stringify(variables, null, 2)}\n`);
}

async function awaitBox(step: Step & { do: 'await-box' }, runner: Runner): Promise<void> {
  const { boxId, version, before, deadlineMs } = step;
  let seen = 'it is not in the list of boxes';
  const isBack = await until(runner, deadlineMs, async () => {
    const box = await boxOf(runner, boxId);
    if (!box) return false;
    const problems = box.problems.length > 0 ? `, ${box.problems.join(', ')}` : '';
    seen = `${box.linked ? 'linked' : 'not linked'}${problems}, version ${box.software ?? 'unknown'}`;
    const isOfVersion = version === null ? box.software !== before : box.software === version;
    return box.linked && box.healthy && isOfVersion;
  });
  if (!isBack) throw new Error(`${boxId} is not back after ${deadlineMs / 1_000} s: ${seen}.`);
}

async function boxOf(runner: Runner, id: string): Promise<Box | undefined> {
  const { status, body } = await runner.request('GET', '/api/boxes');
  // The Worker may be away for a moment.
  return status === 200 ? (body as { boxes: Box[] }).boxes.find((box) => box.id === id) : undefined;
}

async function post(runner: Runner, path: string, body: object): Promise<unknown> {
  const answer = await runner.request('POST', path, body);
  if (answer.status === 200) return answer.body;
  const error = (answer.body as { error?: { code?: string; message?: string } } | null)?.error;
  throw new Error(`the Worker answered ${answer.status} ${error?.code ?? ''}: ${error?.message ?? 'nothing more'}`);
}

async function until(runner: Runner, deadlineMs: number, holds: () => Promise<boolean>): Promise<boolean> {
  const endMs = runner.nowMs() + deadlineMs;
  while (true) {
    if (await holds()) return true;
    if (runner.nowMs() >= endMs) return false;
    await runner.sleep(pollMs);
  }
}
