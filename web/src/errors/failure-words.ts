import { texts } from '../texts/texts.ts';
import { type Problem, problemOf } from './problem.ts';
import { problemText } from './problem-texts.ts';

/** Problems whose page says more than one who is in the meeting needs: something small did not work. */
const small: readonly Problem[] = ['internal', 'wrong-state', 'request-invalid', 'bad-request'];

/** What somebody in the meeting is told when something they asked for did not happen. */
export function failureWords(thrown: unknown): string {
  const problem = problemOf(thrown);
  if (small.includes(problem)) return texts.meeting.failed;
  const { title, text } = problemText(problem);
  return `${title}. ${text}`;
}
