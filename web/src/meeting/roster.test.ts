import type { Participant } from '@parley/sfu/contract/shapes.ts';
import { describe, expect, test } from 'vitest';
import {
  backInReach,
  reachable,
  reconciled,
  withAll,
  withChange,
  withExpected,
  withoutAll,
  withoutParticipant,
  withParticipant,
} from './roster.ts';

const person = (id: string, joinedAtMs: number, name = id): Participant => ({
  id,
  name,
  role: 'guest',
  suspended: false,
  sending: [],
  joinedAtMs,
  handRaisedAtMs: null,
  quality: 'good',
});
const ids = (roster: readonly Participant[]) => roster.map(({ id }) => id);
const ada = person('ada', 1);
const ben = person('ben', 2);
const chiara = person('chiara', 3);

test('keeps the order of arrival', () => {
  const change = withParticipant([ada, chiara], ben);
  expect(ids(change.roster)).toEqual(['ada', 'ben', 'chiara']);
  expect(ids(change.came)).toEqual(['ben']);
});

test('someone who is known is updated, not doubled or announced again', () => {
  const change = withParticipant([ada, ben], { ...ben, name: 'Benjamin' });
  expect(change.roster.map(({ name }) => name)).toEqual(['ada', 'Benjamin']);
  expect(change.came).toEqual([]);
});

test('leaving names who went; an unknown id changes nothing', () => {
  expect(ids(withoutParticipant([ada, ben], 'ada').went)).toEqual(['ada']);
  expect(withoutParticipant([ada], 'nobody')).toMatchObject({ roster: [ada], went: [] });
});

test('a change replaces one person and ignores strangers', () => {
  const suspended = { ...ben, suspended: true };
  expect(withChange([ada, ben], suspended).roster).toEqual([ada, suspended]);
  expect(withChange([ada], ben).roster).toEqual([ada]);
});

test('several changes at once: in the order of arrival, without oneself, and nobody twice', () => {
  const renamed = { ...ben, name: 'Benjamin' };
  const roster = withAll([ada, ben], [person('self', 0), chiara, renamed], 'self');
  expect(roster).toEqual([ada, renamed, chiara]);
  expect(withoutAll(roster, [{ participantId: 'ada' }, { participantId: 'nobody' }])).toEqual([renamed, chiara]);
});

test('after a reconnect the box’s list is the truth, without oneself', () => {
  const change = reconciled([ada, ben], [person('self', 0), chiara, ben], 'self');
  expect(ids(change.roster)).toEqual(['ben', 'chiara']);
  expect(ids(change.came)).toEqual(['chiara']);
  expect(ids(change.went)).toEqual(['ada']);
});

describe('someone expected on a new box', () => {
  const sending: Participant['sending'] = [{ source: 'mic', muted: true }];
  const expected = { ...ben, suspended: true };
  test('sends what the box before said, until they come', () => {
    expect(withExpected([expected], [{ ...ben, sending }], true)).toEqual([{ ...ben, sending, suspended: false }]);
    expect(withExpected([ben], [{ ...ben, sending }], true)).toEqual([ben]);
    expect(withExpected([expected], [], true)).toEqual([expected]);
  });
  test('is away when nobody can say otherwise', () => {
    expect(withExpected([expected], [{ ...ben, sending }], false)).toEqual([{ ...ben, sending, suspended: true }]);
  });
});

test('in reach again: who is back, and who came to the new box; not who is new, away or was there all along', () => {
  const away = { ...ben, suspended: true };
  expect(backInReach([ada, away], reachable([ada, away]), reachable([ada, ben, chiara]))).toEqual(['ben']);
  const noneThereYet = reachable([]);
  expect(backInReach([ada, ben], noneThereYet, reachable([ada, away]))).toEqual(['ada']);
});
