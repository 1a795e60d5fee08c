import type { Participant } from '@parley/sfu/contract/shapes.ts';

/** Whose screens are shared, in the order in which they were seen to begin: the last one is looked at, the others are tiles. */
export function screensInOrder(before: readonly string[], others: readonly Participant[]): string[] {
  const sharing = others.filter((each) => sends(each, 'screen')).map(({ id }) => id);
  const kept = before.filter((id) => sharing.includes(id));
  return [...kept, ...sharing.filter((id) => !kept.includes(id))];
}

/** They say that they send this source, and it is not muted. */
export function sends({ sending }: Pick<Participant, 'sending'>, source: 'mic' | 'camera' | 'screen'): boolean {
  return sending.some((each) => each.source === source && !each.muted);
}
