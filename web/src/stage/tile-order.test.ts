import { expect, test } from 'vitest';
import { type OrderFacts, orderTiles } from './tile-order.ts';

const facts = (change: Partial<OrderFacts>): OrderFacts => ({
  present: ['a', 'b', 'c', 'd', 'e'],
  speaking: [],
  firstPage: 3,
  heardAtMs: new Map(),
  ...change,
});

test('at first, in the order of coming', () => {
  expect(orderTiles([], facts({}))).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('who leaves makes room, who comes is last', () => {
  expect(orderTiles(['c', 'a', 'b'], facts({ present: ['a', 'c', 'd'] }))).toEqual(['c', 'a', 'd']);
});

test('who speaks on the first page stays where they are', () => {
  const order = ['a', 'b', 'c', 'd', 'e'];
  expect(orderTiles(order, facts({ speaking: ['c', 'a'] }))).toEqual(order);
});

test('who speaks on another page changes places with the one silent longest', () => {
  const heardAtMs = new Map([
    ['a', 300],
    ['b', 100],
    ['c', 200],
  ]);
  expect(orderTiles(['a', 'b', 'c', 'd', 'e'], facts({ speaking: ['e'], heardAtMs }))).toEqual([
    'a',
    'e',
    'c',
    'd',
    'b',
  ]);
});

test('who was never heard goes before those who were, the latest first', () => {
  const heardAtMs = new Map([['a', 100]]);
  expect(
    orderTiles(['a', 'b', 'c', 'd'], facts({ present: ['a', 'b', 'c', 'd'], speaking: ['d'], heardAtMs })),
  ).toEqual(['a', 'b', 'd', 'c']);
});

test('nobody who speaks is moved away', () => {
  expect(orderTiles(['a', 'b', 'c', 'd'], facts({ firstPage: 2, speaking: ['a', 'b', 'd'] }))).toEqual([
    'a',
    'b',
    'c',
    'd',
    'e',
  ]);
});

test('two who begin to speak on another page both come', () => {
  expect(new Set(orderTiles([], facts({ speaking: ['d', 'e'] })).slice(0, 3))).toEqual(new Set(['a', 'd', 'e']));
});

test('nothing changes while nothing happens', () => {
  const order = orderTiles([], facts({ speaking: ['e'] }));
  expect(orderTiles(order, facts({ speaking: ['e'] }))).toEqual(order);
  expect(orderTiles(order, facts({ speaking: [] }))).toEqual(order);
});
