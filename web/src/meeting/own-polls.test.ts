import { expect, test } from 'vitest';
import { OwnPolls } from './own-polls.ts';

test('one’s own poll is known as such, also when it is told before the answer', async () => {
  const own = new OwnPolls();
  let answer = (_reply: { poll: { id: string } }) => {};
  const begun = own.begin(() => new Promise((resolve) => (answer = resolve)));
  const known = Promise.all([own.didThis('poll-began', 'mine'), own.didThis('poll-began', 'theirs')]);
  answer({ poll: { id: 'mine' } });
  expect(await known).toEqual([true, false]);
  await begun;
  expect(await own.didThis('poll-began', 'mine')).toBe(true);
  // Another host may end it.
  expect(await own.didThis('poll-ended', 'mine')).toBe(false);
});

test('a question that is refused holds nobody up', async () => {
  const own = new OwnPolls();
  const refused = own.begin(() => Promise.reject(new Error('polls-full')));
  const known = own.didThis('poll-began', 'theirs');
  await expect(refused).rejects.toThrow('polls-full');
  expect(await known).toBe(false);
});

test('who ends a poll is told nothing; who could not, is when somebody else does', async () => {
  const own = new OwnPolls();
  await own.end('mine', async () => undefined);
  await expect(own.end('other', () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  expect([await own.didThis('poll-ended', 'mine'), await own.didThis('poll-ended', 'other')]).toEqual([true, false]);
});
