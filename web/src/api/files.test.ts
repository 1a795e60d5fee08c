import { maxFileBytes } from '@parley/worker/contract/files.ts';
import { expect, test } from 'vitest';
import { ProblemError } from '../errors/problem.ts';
import { fileProblem, readAnswer } from './files.ts';

test.each([
  [{ name: 'plan.pdf', size: 10 }, null],
  [{ name: 'plan.pdf', size: maxFileBytes }, null],
  [{ name: 'plan.pdf', size: maxFileBytes + 1 }, 'file-too-large'],
  [{ name: 'plan.pdf', size: 0 }, 'file-invalid'],
  [{ name: ' ', size: 10 }, 'file-invalid'],
])('%o: %s', (file, problem) => {
  expect(fileProblem(file)).toBe(problem);
});

const problemOf = (status: number, text: string) => {
  const answer = readAnswer(status, text);
  return answer instanceof ProblemError ? answer.problem : answer;
};
const file = { id: 'f1234567', name: 'plan.pdf', size: 10, type: 'application/pdf' };
const refusal = (code: string) => JSON.stringify({ error: { code, message: 'no' } });

test.each([
  [200, JSON.stringify(file), file],
  [200, '{}', 'worker-unintelligible'],
  [409, refusal('files-full'), 'files-full'],
  [413, refusal('file-too-large'), 'file-too-large'],
  [413, '<html>', 'file-too-large'],
  [502, '<html>', 'worker-unreachable'],
  [404, '', 'worker-unintelligible'],
])('HTTP %i “%s”', (status, text, answer) => {
  expect(problemOf(status, text)).toEqual(answer);
});
