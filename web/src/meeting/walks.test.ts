import { expect, test } from 'vitest';
import type { Stay } from './stay.ts';
import { Walks } from './walks.ts';

function makeWalk(log: string[], name: string, attempt: () => Promise<Stay>, moving = false) {
  return {
    manner: (once: () => Promise<Stay>) => once(),
    attempt,
    moving,
    onEntered: () => void log.push(`${name} entered`),
    onFailed: (thrown: unknown) => void log.push(`${name} failed: ${String(thrown)}`),
  };
}
const stay = (log: string[], name: string) => ({ close: () => log.push(`${name} closed`) }) as unknown as Stay;

test('of two walks the newer wins; what the older one enters all the same is left again', async () => {
  const log: string[] = [];
  const walks = new Walks();
  let enterFirst: (entered: Stay) => void = () => undefined;
  const first = walks.begin(makeWalk(log, 'first', () => new Promise((resolve) => (enterFirst = resolve)), true));
  expect(walks.isMoving).toBe(true);
  await walks.begin(makeWalk(log, 'second', async () => stay(log, 'second')));
  enterFirst(stay(log, 'first'));
  await first;
  expect(log).toEqual(['second entered', 'first closed']);
  expect(walks.isMoving).toBe(false);
});

test('a failure is told, unless the walk was given up', async () => {
  const log: string[] = [];
  const walks = new Walks();
  await walks.begin(makeWalk(log, 'one', () => Promise.reject('no')));
  const given = walks.begin(makeWalk(log, 'two', () => Promise.reject('no')));
  walks.abort();
  await given;
  expect(log).toEqual(['one failed: no']);
});
