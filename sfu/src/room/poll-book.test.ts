import { maxPolls, type Poll } from '@parley/worker/contract/room-state.ts';
import { expect, test } from 'vitest';
import { BoxFailure } from '../errors.ts';
import { PollBook } from './poll-book.ts';

const poll = (id: string, fields: Partial<Poll> = {}): Poll => ({
  id,
  question: 'Well?',
  options: ['yes', 'no', 'perhaps'],
  anonymous: false,
  open: true,
  createdAtMs: 1,
  ...fields,
});
const vote = (participantId: string, option: number | null, pollId = 'p1') => ({
  pollId,
  participantId,
  name: participantId.toUpperCase(),
  option,
});
const codeOf = (run: () => unknown) => {
  try {
    run();
    return 'ok';
  } catch (error) {
    return error instanceof BoxFailure ? error.code : 'internal';
  }
};
const votesOf = (book: PollBook, id = 'p1') => book.stand(id)?.results.map(({ votes }) => votes);

test('one each: another vote takes the place of the first, null takes it back', () => {
  const book = new PollBook();
  book.add(poll('p1'));
  expect([book.vote(vote('anna', 0)), book.vote(vote('ben', 0)), book.vote(vote('anna', 2))]).toEqual([
    true,
    true,
    true,
  ]);
  expect(votesOf(book)).toEqual([1, 0, 1]);
  expect(book.vote(vote('anna', 2))).toBe(false);
  book.vote(vote('anna', 0));
  expect(book.stand('p1')?.results[0]?.voters.map(({ name }) => name)).toEqual(['BEN', 'ANNA']);
  book.vote(vote('ben', null));
  expect(book.vote(vote('ben', null))).toBe(false);
  expect(votesOf(book)).toEqual([1, 0, 0]);
  expect([book.views('anna')[0]?.chosen, book.views('ben')[0]?.chosen]).toEqual([0, null]);
});

test('of an anonymous poll nobody learns who voted, themselves excepted', () => {
  const book = new PollBook();
  book.add(poll('p1', { anonymous: true }));
  book.vote(vote('anna', 1));
  expect(book.stand('p1')?.results[1]).toEqual({ votes: 1, voters: [] });
  expect(JSON.stringify(book.views('ben'))).not.toContain('anna');
  expect(book.views('anna')[0]?.chosen).toBe(1);
});

test('what is refused', () => {
  const book = new PollBook();
  book.add(poll('p1'));
  expect(codeOf(() => book.vote(vote('anna', 3)))).toBe('request-invalid');
  expect(codeOf(() => book.vote(vote('anna', 0, 'p2')))).toBe('poll-not-found');
  expect(codeOf(() => book.close('p2'))).toBe('poll-not-found');
  expect([book.close('p1')?.open, book.close('p1')]).toEqual([false, null]);
  expect(codeOf(() => book.vote(vote('anna', 0)))).toBe('poll-closed');
  expect(votesOf(book)).toEqual([0, 0, 0]);
});

test('polls are bounded: the oldest closed one makes room, and open ones stay', () => {
  const book = new PollBook();
  for (let count = 1; count <= maxPolls; count += 1) book.add(poll(`p${count}`));
  expect(codeOf(() => book.add(poll('more')))).toBe('polls-full');
  book.close('p4');
  book.close('p2');
  expect(book.add(poll('more'))).toBe('p2');
  expect([book.stand('p2'), book.views('anna').length]).toEqual([null, maxPolls]);
});

test('voters are bounded', () => {
  const book = new PollBook();
  book.add(poll('p1'));
  for (let count = 0; count < 1_000; count += 1) book.vote(vote(`voter-${count}`, 0));
  expect(codeOf(() => book.vote(vote('one-more', 0)))).toBe('polls-full');
  expect(book.vote(vote('voter-5', 1))).toBe(true);
});

test('what comes from the placement before: all of it, but never over what was said here', () => {
  const book = new PollBook();
  expect(book.restore([poll('p1')], [vote('anna', 0), vote('ben', 0)])).toEqual(['p1']);
  book.vote(vote('anna', 1));
  expect(book.restore([poll('p1')], [vote('anna', 2), vote('ben', 2), vote('cleo', 9)])).toEqual(['p1']);
  expect(votesOf(book)).toEqual([0, 1, 1]);
  expect(book.restore([poll('p1')], [vote('ben', 2)])).toEqual([]);
  expect(book.restore([poll('p1', { open: false })], [vote('ben', null)])).toEqual(['p1']);
  expect([book.stand('p1')?.poll.open, votesOf(book)]).toEqual([false, [0, 1, 0]]);
  // A poll that ended here does not open again.
  expect(book.restore([poll('p1')], [])).toEqual([]);
});
