import { maxPollOptions } from '@parley/worker/contract/room-state.ts';

/** A poll while it is being written. */
export type PollDraft = { question: string; options: string[]; anonymous: boolean };

export const emptyDraft = (): PollDraft => ({ question: '', options: ['', ''], anonymous: false });

/** As it can be asked: without empty answers; null while a question or two different answers are missing, or two are the same. */
export function askable({ question, options, anonymous }: PollDraft): PollDraft | null {
  const written = options.map((option) => option.trim()).filter(Boolean);
  const different = new Set(written.map((option) => option.toLocaleLowerCase())).size;
  if (question.trim() === '' || written.length < 2 || different < written.length) return null;
  return { question: question.trim(), options: written, anonymous };
}

export function withOption(draft: PollDraft, index: number, text: string): PollDraft {
  return { ...draft, options: draft.options.map((option, at) => (at === index ? text : option)) };
}

export function withMore(draft: PollDraft): PollDraft {
  return draft.options.length < maxPollOptions ? { ...draft, options: [...draft.options, ''] } : draft;
}

/** Two always stay. */
export function withoutOption(draft: PollDraft, index: number): PollDraft {
  return draft.options.length > 2 ? { ...draft, options: draft.options.filter((_, at) => at !== index) } : draft;
}
