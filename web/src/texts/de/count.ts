import { counter, lister } from '../counting.ts';

export const count = counter('de');
const list = lister('de');

/** Two names in full, then how many more: a sentence must not grow without end. */
export function briefly(names: readonly string[]): string {
  if (names.length <= 3) return list(names);
  return list([...names.slice(0, 2), count(names.length - 2, { one: '# weitere Person', other: '# weitere' })]);
}
