import { expect, test } from 'vitest';
import { handsFirst, handsOf, newlyRaised } from './raised-hands.ts';

const person = (id: string, handRaisedAtMs: number | null = null) => ({ id, handRaisedAtMs });
const ids = (people: { id: string }[]) => people.map(({ id }) => id).join(' ');

test('raised hands come first, the earliest before the later one, the rest in its order', () => {
  expect(ids(handsFirst([person('c'), person('b', 20), person('a'), person('d', 10)]))).toBe('d b c a');
});

test('two hands in the same moment have one order', () => {
  expect(ids(handsFirst([person('b', 5), person('a', 5)]))).toBe('a b');
});

test.each([
  ['a hand that goes up', [person('a')], [person('a', 1)], 'a'],
  ['a hand that stays up', [person('a', 1)], [person('a', 1)], ''],
  ['a hand that goes down', [person('a', 1)], [person('a')], ''],
  ['someone who comes with a raised hand', [], [person('a', 1)], ''],
])('news: %s', (_, before, now, raised) => {
  expect(ids(newlyRaised(handsOf(before), now))).toBe(raised);
});
