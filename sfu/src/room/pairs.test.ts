import { expect, test } from 'vitest';
import { Pairs } from './pairs.ts';

test('a pair is settled when both play the wanted way, once', () => {
  const pairs = new Pairs();
  expect(pairs.report('a', 'b', 'p2p', 'p2p')).toBe(false);
  expect(pairs.report('a', 'b', 'p2p', 'p2p')).toBe(false);
  expect(pairs.settledWith('a', 'p2p')).toEqual([]);
  expect(pairs.report('b', 'a', 'p2p', 'p2p')).toBe(true);
  expect(pairs.report('b', 'a', 'p2p', 'p2p')).toBe(false);
  expect([pairs.settledWith('a', 'p2p'), pairs.settledWith('b', 'p2p')]).toEqual([['b'], ['a']]);
});

test('what is not wanted settles nothing, and unsettles', () => {
  const pairs = new Pairs();
  pairs.report('a', 'b', 'sfu', 'p2p');
  expect(pairs.report('b', 'a', 'sfu', 'p2p')).toBe(false);
  pairs.report('a', 'b', 'p2p', 'p2p');
  expect(pairs.report('b', 'a', 'p2p', 'p2p')).toBe(true);
  pairs.report('a', 'b', 'sfu', 'p2p');
  expect(pairs.settledWith('b', 'p2p')).toEqual([]);
  expect(pairs.report('a', 'b', 'p2p', 'p2p')).toBe(true);
});

test('pairs are apart', () => {
  const pairs = new Pairs();
  pairs.report('a', 'b', 'sfu', 'sfu');
  pairs.report('b', 'c', 'sfu', 'sfu');
  expect(pairs.report('c', 'a', 'sfu', 'sfu')).toBe(false);
  expect(pairs.report('b', 'a', 'sfu', 'sfu')).toBe(true);
  expect([pairs.settledWith('b', 'sfu'), pairs.settledWith('c', 'sfu')]).toEqual([['a'], []]);
});

test('another mode begins anew, and so does whoever left', () => {
  const pairs = new Pairs();
  for (const [from, about] of [
    ['a', 'b'],
    ['b', 'a'],
    ['a', 'c'],
    ['c', 'a'],
  ] as const)
    pairs.report(from, about, 'sfu', 'sfu');
  pairs.forget('b');
  expect(pairs.settledWith('a', 'sfu')).toEqual(['c']);
  expect(pairs.report('b', 'a', 'sfu', 'sfu')).toBe(false);
  pairs.clear();
  expect(pairs.settledWith('a', 'sfu')).toEqual([]);
});
