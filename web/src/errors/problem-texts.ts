import { texts } from '../texts/texts.ts';
import type { Problem } from './problem.ts';

/** `retry`: asking again may help, so the page offers it. */
export type ProblemText = { title: string; text: string; retry: boolean };

/** Asking again would be answered the same. */
const final: ReadonlySet<Problem> = new Set([
  'too-large',
  'not-signed-in',
  'not-allowed',
  'host-not-allowed',
  'origin-not-allowed',
  'meeting-not-found',
  'meeting-deleted',
  'removed',
  'participant-not-found',
  'token-wrong-issuer',
  'not-granted',
  'browser-unsupported',
  'file-not-found',
  'file-too-large',
  'files-full',
  'file-invalid',
  'outranked',
  'poll-not-found',
  'poll-closed',
  'polls-full',
] as const);

/** A sentence that a person can act on, in their language, for everything that can go wrong. */
export function problemText(problem: Problem): ProblemText {
  return { ...texts.problems[problem], retry: !final.has(problem) };
}
