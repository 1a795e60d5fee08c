import type { Epoch } from '@parley/sfu/contract/shapes.ts';

/** `one` is of a later time than `other`: another placement, or a later change in the same one. */
export function laterEpoch(one: Epoch, other: Epoch): boolean {
  return one.placement === other.placement ? one.change > other.change : one.placement > other.placement;
}
