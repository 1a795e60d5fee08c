import { counter, lister } from '../counting.ts';

export const count = counter('ar');
const list = lister('ar');

/** Two names in full, then how many more: a sentence must not grow without end. */
export function briefly(names: readonly string[]): string {
  if (names.length <= 3) return list(names);
  const more = { one: 'شخص آخر', two: 'شخصان آخران', few: '# آخرون', many: '# آخرون', other: '# آخرون' };
  return list([...names.slice(0, 2), count(names.length - 2, more)]);
}
