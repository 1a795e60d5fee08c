import { expect, test } from 'vitest';
import { Gatherer } from './gather.ts';

function gather() {
  const told: string[][] = [];
  let due: (() => void) | null = null;
  const gatherer = new Gatherer<string>(
    (pieces) => void told.push(pieces),
    (task) => {
      due = task;
      return () => {
        due = null;
      };
    },
  );
  return { told, gatherer, pass: () => due?.() };
}

test('what comes together is told together, in order, and the next anew', () => {
  const { told, gatherer, pass } = gather();
  gatherer.add('a');
  gatherer.add('b');
  expect(told).toEqual([]);
  pass();
  gatherer.add('c');
  pass();
  expect(told).toEqual([['a', 'b'], ['c']]);
});

test('nothing is told after the end', () => {
  const { told, gatherer, pass } = gather();
  gatherer.add('a');
  gatherer.close();
  pass();
  expect(told).toEqual([]);
});
