import { texts } from '../texts/texts.ts';
import type { Problem } from './problem.ts';

/**
 * `retry`: asking again may help, so the page offers it. `outdated`: it would not, as this page is older than the service; only loading it
 * anew does.
 */
export type ProblemText = { title: string; text: string; retry: boolean; outdated: boolean };

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

/** The service was updated since this page was loaded. */
const ofOldPages: ReadonlySet<Problem> = new Set([
  'protocol-mismatch',
  'not-found',
  'method-not-allowed',
  'unknown-request',
] as const);

/** A sentence that a person can act on, in their language, for everything that can go wrong. */
export function problemText(problem: Problem): ProblemText {
  const outdated = ofOldPages.has(problem);
  return { ...texts.problems[problem], retry: !outdated && !final.has(problem), outdated };
}
