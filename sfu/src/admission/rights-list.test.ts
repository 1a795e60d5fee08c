import { expect, test } from 'vitest';
import { RightsList } from './rights-list.ts';

const rights = (version: number, role: 'host' | 'guest' = 'guest') => ({ version, role, grants: [] });

test('the newer ones count, whether kept or of the token', () => {
  const list = new RightsList();
  list.set('abc', 1, 'anna', rights(4, 'host'));
  expect(list.newest('abc', 1, 'anna', rights(3)).role).toBe('host');
  expect(list.newest('abc', 1, 'anna', rights(4)).role).toBe('guest');
  list.set('abc', 1, 'anna', rights(2));
  expect(list.newest('abc', 1, 'anna', rights(3)).role).toBe('host');
  expect(list.newest('abc', 1, 'ben', rights(0)).version).toBe(0);
});

test('they end with their placement, and with a snapshot that does not list it', () => {
  const list = new RightsList();
  for (const placement of [1, 2, 3]) list.set('abc', placement, 'anna', rights(9, 'host'));
  list.endPlacement('abc', 1);
  list.reconcile([{ meetingId: 'abc', placement: 3 }]);
  expect([1, 2, 3].map((placement) => list.newest('abc', placement, 'anna', rights(0)).version)).toEqual([0, 0, 9]);
});
