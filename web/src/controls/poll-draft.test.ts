import { expect, test } from 'vitest';
import { askable, emptyDraft, withMore, withOption, withoutOption } from './poll-draft.ts';

const draft = (question: string, ...options: string[]) => ({ question, options, anonymous: false });

test.each([
  ['no question', draft(' ', 'a', 'b')],
  ['one answer', draft('q', 'a', ' ')],
  ['the same answer twice', draft('q', 'Yes', ' yes')],
])('%s cannot be asked', (_, written) => {
  expect(askable(written)).toBeNull();
});

test('empty answers are left out, and what is written is trimmed', () => {
  expect(askable(draft(' Tea? ', ' Yes ', '', 'No'))).toEqual(draft('Tea?', 'Yes', 'No'));
});

test('two answers at least, ten at most', () => {
  let poll = emptyDraft();
  expect(withoutOption(poll, 0)).toEqual(poll);
  for (let each = 0; each < 20; each++) poll = withMore(poll);
  expect(poll.options).toHaveLength(10);
  expect(withoutOption(withOption(poll, 1, 'x'), 0).options[0]).toBe('x');
});
