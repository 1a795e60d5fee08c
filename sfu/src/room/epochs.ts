import type { Epoch } from '../../contract/shapes.ts';
import { BoxFailure } from '../errors.ts';

/** Counts the changes of one room: each change of its mode, and each rebuild of its media. */
export class Epochs {
  private change = 0;
  private readonly placement: number;

  constructor(placement: number) {
    this.placement = placement;
  }

  get now(): Epoch {
    return { placement: this.placement, change: this.change };
  }

  /** Counts one more. */
  next(): Epoch {
    this.change += 1;
    return this.now;
  }
}

/** @throws {BoxFailure} `stale-epoch` unless both are the same */
export function requireEpoch(given: Epoch, current: Epoch): void {
  if (given.placement !== current.placement || given.change !== current.change) throw new BoxFailure('stale-epoch');
}
