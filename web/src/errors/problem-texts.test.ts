import { boxErrors } from '@parley/sfu/contract/errors.ts';
import { workerErrors } from '@parley/worker/contract/errors.ts';
import { expect, test } from 'vitest';
import { texts } from '../texts/texts.ts';
import { type Problem, ProblemError, problemOf } from './problem.ts';
import { problemText } from './problem-texts.ts';

test.each([...Object.keys(workerErrors), ...Object.keys(boxErrors)])('%s has a title and says what to do', (code) => {
  const text = problemText(code as Problem);
  expect(text.title).toMatch(/^[A-Z].{5,60}[^.]$/);
  expect(text.text).toMatch(/\.$/);
});

test('sentences for people name no codes and no inner workings', () => {
  const words = JSON.stringify([texts.problems, texts.ends, texts.devices, texts.home.signIn.problems]);
  for (const inner of ['token', 'socket', 'mediasoup', 'Worker', 'peer', 'schema', 'undefined'])
    expect(words.replaceAll(/"[a-z-]+":/g, '')).not.toContain(` ${inner}`);
});

test('what nobody foresaw is internal', () => {
  expect(problemOf(new ProblemError('meeting-full'))).toBe('meeting-full');
  expect(problemOf(new TypeError('x'))).toBe('internal');
});

test('a page that is out of date is loaded anew: trying again would be answered the same', () => {
  for (const code of ['protocol-mismatch', 'not-found', 'method-not-allowed', 'unknown-request'] as const)
    expect(problemText(code)).toMatchObject({ outdated: true, retry: false });
  for (const code of ['worker-unreachable', 'meeting-locked'] as const)
    expect(problemText(code)).toMatchObject({ outdated: false, retry: true });
});
