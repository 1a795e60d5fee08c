import { expect, test } from 'vitest';
import { dropped, interleave, isKept, medianOf, type Rounds, ratioOf } from './rounds.ts';

const rounds: Rounds = new Map([
  ['on', [{ us: 4 }, { us: 5 }, null]],
  ['off', [{ us: 8 }, { us: 20 }, { us: 1 }]],
]);

test('a round in which packets are missing, or came twice, is not kept', () => {
  expect([0.97, 0.98, 1, 1.02, 1.03].map((received) => isKept({ received, values: {} }))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
});

test('a ratio pairs what was measured in the same round, and leaves out dropped ones', () => {
  expect(ratioOf(rounds, 'us', ['on', 'off'], 'r')).toEqual({ r: 0.25, 'r.min': 0.25, 'r.max': 0.5 });
  expect(medianOf(rounds, 'off', 'us', 'off')).toEqual({ off: 8, 'off.min': 1, 'off.max': 20 });
  expect(dropped(rounds)).toBe(1);
});

test('no figure is made of nothing', () => {
  expect(ratioOf(rounds, 'us', ['on', 'gone'], 'r')).toEqual({});
  expect(medianOf(rounds, 'gone', 'us', 'r')).toEqual({});
});

test('configurations take turns, and so does who is first', async () => {
  const order: string[] = [];
  const run = (name: string) => async () => {
    order.push(name);
    return { received: name === 'b' ? 0.5 : 1, values: { us: 1 } };
  };
  const told: number[] = [];
  const result = await interleave(
    new Map(['a', 'b', 'c'].map((name) => [name, run(name)])),
    2,
    (soFar) => void told.push(soFar.get('a')?.length ?? 0),
  );
  expect(order.join('')).toBe('abcbca');
  expect(told).toEqual([1, 2]);
  expect(dropped(result)).toBe(2);
});
