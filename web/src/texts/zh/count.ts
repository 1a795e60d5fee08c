import { lister } from '../counting.ts';

const list = lister('zh-Hans');

/** Two names in full, then how many more: a sentence must not grow without end. */
export function briefly(names: readonly string[]): string {
  return names.length <= 3 ? list(names) : `${names.slice(0, 2).join('、')}等 ${names.length} 人`;
}
