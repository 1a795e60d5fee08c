import { expect, test } from 'vitest';
import { Strangers } from './strangers.ts';

/** A connection that notes when it is closed. */
function connection(name: string, closed: string[]) {
  return { close: () => void closed.push(name) };
}

test('one too many of an address closes the oldest of that address', () => {
  const closed: string[] = [];
  const strangers = new Strangers({ perAddress: 2, together: 10 });
  strangers.add(connection('elsewhere', closed), '203.0.113.9');
  for (const name of ['first', 'second', 'third']) strangers.add(connection(name, closed), '203.0.113.1');
  expect(closed).toEqual(['first']);
  expect(strangers.count).toBe(3);
});

test('one too many of all closes the oldest of all', () => {
  const closed: string[] = [];
  const strangers = new Strangers({ perAddress: 2, together: 3 });
  for (let index = 1; index <= 5; index += 1) strangers.add(connection(`${index}`, closed), `203.0.113.${index}`);
  expect(closed).toEqual(['1', '2']);
  expect(strangers.count).toBe(3);
});

test('who said who they are, or is gone, counts no more and is left alone', () => {
  const closed: string[] = [];
  const strangers = new Strangers({ perAddress: 1, together: 10 });
  const known = connection('known', closed);
  strangers.add(known, '203.0.113.1');
  strangers.remove(known);
  strangers.remove(known);
  strangers.add(connection('next', closed), '203.0.113.1');
  expect(closed).toEqual([]);
  expect(strangers.count).toBe(1);
});
