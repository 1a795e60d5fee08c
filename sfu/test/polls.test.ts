import { randomUUID } from 'node:crypto';
import { maxPolls } from '@parley/worker/contract/room-state.ts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { BoxUnderTest, newId, newMeetingId } from './support/box-under-test.ts';
import { until } from './support/until.ts';

let t: BoxUnderTest;
beforeAll(async () => {
  t = await BoxUnderTest.start();
  await t.linked();
});
afterEach(() => t.expectNothingLeft());
afterAll(() => t.stop());

const enter = (room: string, claims = {}) => t.join({ room, ...claims });
const question = { question: ' Where  to? ', options: ['North', 'South'], anonymous: false };
const eventsOf = (room: string, type: 'poll' | 'vote') =>
  t.worker.events.filter((event) => event.type === type && event.meetingId === room);

test('a poll is asked, answered and closed; everybody sees how it stands, and the Worker keeps it', async () => {
  const room = newMeetingId();
  const [host, anna, ben] = [await enter(room), await enter(room, { name: 'Anna' }), await enter(room)];
  const deaf = await enter(room, { grants: ['vote'] });
  expect(host.joined?.hasPolls).toBe(false);
  const { poll } = await host.request('createPoll', question);
  expect(poll).toMatchObject({ question: 'Where to?', options: ['North', 'South'], anonymous: false, open: true });
  await ben.hears('poll', ({ results }) => results.every(({ votes }) => votes === 0));
  await anna.request('votePoll', { pollId: poll.id, option: 1 });
  await ben.request('votePoll', { pollId: poll.id, option: 1 });
  const { results } = await host.hears('poll', (stand) => stand.results[1]?.votes === 2);
  expect(results[1]?.voters[0]).toEqual({ participantId: anna.id, name: 'Anna' });
  await ben.request('votePoll', { pollId: poll.id, option: null });
  await host.request('closePoll', { pollId: poll.id });
  await anna.hears('poll', (stand) => !stand.poll.open && stand.results[1]?.votes === 1);
  expect(await ben.codeOf('votePoll', { pollId: poll.id, option: 0 })).toBe('poll-closed');
  expect(await ben.codeOf('votePoll', { pollId: newId(), option: 0 })).toBe('poll-not-found');
  expect(await anna.codeOf('votePoll', { pollId: poll.id, option: 7 })).toBe('poll-closed');
  expect((await anna.request('readPolls', {})).polls).toMatchObject([
    { chosen: 1, poll: { id: poll.id, open: false } },
  ]);
  expect((await ben.request('readPolls', {})).polls).toMatchObject([{ chosen: null }]);
  await until(() => eventsOf(room, 'poll').length === 2);
  expect(eventsOf(room, 'poll')).toMatchObject([{ poll: { open: true } }, { id: poll.id, poll: { open: false } }]);
  expect(eventsOf(room, 'vote')).toMatchObject([
    { vote: { participantId: anna.id, option: 1 } },
    { vote: { participantId: ben.id, option: 1 } },
    { vote: { participantId: ben.id, option: null } },
  ]);
  expect([deaf.all('poll'), (await enter(room)).joined?.hasPolls]).toEqual([[], true]);
});

test('nobody is told who voted for what in an anonymous poll', async () => {
  const room = newMeetingId();
  const [host, anna] = [await enter(room), await enter(room, { name: 'Secret Anna' })];
  const { poll } = await host.request('createPoll', { ...question, anonymous: true });
  await anna.request('votePoll', { pollId: poll.id, option: 0 });
  await host.hears('poll', ({ results }) => results[0]?.votes === 1);
  const told = JSON.stringify([host.all('poll'), (await host.request('readPolls', {})).polls]);
  expect([told.includes(anna.id), told.includes('Secret Anna')]).toEqual([false, false]);
});

test('a reload keeps one vote each, and so does a retry', async () => {
  const room = newMeetingId();
  const [host, anna] = [await enter(room), await enter(room)];
  const { poll } = await host.request('createPoll', question);
  const id = randomUUID();
  await anna.ask('votePoll', { pollId: poll.id, option: 0 }, id);
  await anna.ask('votePoll', { pollId: poll.id, option: 0 }, id);
  const again = await enter(room, { sub: anna.id });
  expect((await again.request('readPolls', {})).polls[0]?.chosen).toBe(0);
  await again.request('votePoll', { pollId: poll.id, option: 1 });
  await host.hears('poll', ({ results }) => results.map(({ votes }) => votes).join() === '0,1');
  expect(eventsOf(room, 'vote')).toHaveLength(2);
});

test('a class that votes at once is told of at most twice a second', async () => {
  const room = newMeetingId();
  const host = await enter(room);
  const { poll } = await host.request('createPoll', question);
  const startedAtMs = Date.now();
  for (let count = 0; count < 18; count += 1) {
    await host.request('votePoll', { pollId: poll.id, option: count % 2 });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await host.hears('poll', ({ results }) => results[1]?.votes === 1);
  await until(() => t.box.counts().timers === 0);
  const tookMs = Date.now() - startedAtMs;
  expect(host.all('poll').length).toBeLessThanOrEqual(2 + Math.ceil(tookMs / 500));
  expect(
    host
      .all('poll')
      .at(-1)
      ?.results.map(({ votes }) => votes),
  ).toEqual([0, 1]);
});

test('there are only so many, and what nobody could read is none', async () => {
  const room = newMeetingId();
  const host = await enter(room);
  const unreadable = { ...question, options: ['yes', '\u0000\u202e'] };
  expect(await host.codeOf('createPoll', unreadable)).toBe('request-invalid');
  expect(await host.codeOf('createPoll', { ...question, options: ['one'] })).toBe('request-invalid');
  const polls = Array.from({ length: maxPolls }, (_, index) => ({
    id: `old-poll-${index}`,
    question: 'Old?',
    options: ['a', 'b'],
    anonymous: false,
    open: true,
    createdAtMs: index,
  }));
  await t.worker.restore(room, 1, { polls });
  expect(await host.codeOf('createPoll', question)).toBe('polls-full');
  await host.request('closePoll', { pollId: 'old-poll-3' });
  expect(await host.codeOf('createPoll', question)).toBe('ok');
  const gone = (event: { type: string }) =>
    'id' in event && event.id === 'old-poll-3' && 'poll' in event && !event.poll;
  await until(() => eventsOf(room, 'poll').some(gone));
});

test('polls and votes go along to another box', async () => {
  const room = newMeetingId();
  const [anna, ben] = [newId(), newId()];
  const poll = { id: newId(), question: 'Well?', options: ['a', 'b'], anonymous: false, open: true, createdAtMs: 1 };
  const vote = (participantId: string, option: number) => ({ pollId: poll.id, participantId, name: 'One', option });
  await t.worker.restore(room, 2, { polls: [poll], votes: [vote(anna, 0), vote(ben, 0)] });
  await t.worker.restore(room, 2, { votes: [vote(ben, 1)] });
  const client = await enter(room, { sub: anna, placement: 2 });
  expect(client.joined?.hasPolls).toBe(true);
  const { polls } = await client.request('readPolls', {});
  expect(polls).toMatchObject([{ poll, chosen: 0, results: [{ votes: 1 }, { votes: 1 }] }]);
  await client.request('votePoll', { pollId: poll.id, option: 1 });
  const { results } = await client.hears('poll', (stand) => stand.results[1]?.votes === 2);
  expect(results[0]?.votes).toBe(0);
  // What was still on its way there does not undo it.
  await t.worker.restore(room, 2, { polls: [poll], votes: [vote(anna, 0)] });
  expect((await client.request('readPolls', {})).polls[0]?.chosen).toBe(1);
});
