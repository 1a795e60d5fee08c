import { moveDeadlineMs } from '@parley/worker/contract/box-link.ts';
import type { Timers } from '../timers.ts';
import type { BoxLink } from './box-link.ts';

/** After the deadline of the rooms: for their last words. */
const afterMoveMs = 2_000;
/** How long a box that the Worker cannot hear waits for its link. */
const linkPatienceMs = 3_000;
const lookMs = 50;

export interface DrainOptions {
  link: Pick<BoxLink, 'linked' | 'drain'>;
  timers: Timers;
  /** Somebody is here. */
  occupied: () => boolean;
}

/** The wait of a box that was asked to stop: for the Worker to move everybody away. */
export class Drain {
  underWay = false;
  private readonly options: DrainOptions;

  constructor(options: DrainOptions) {
    this.options = options;
  }

  /** Resolves when nobody is here, when the time is over, or when the Worker cannot be told. */
  async run(): Promise<void> {
    const { link, timers, occupied } = this.options;
    this.underWay = true;
    link.drain();
    let isTold = link.linked;
    const startedAtMs = Date.now();
    const passedMs = () => Date.now() - startedAtMs;
    while (occupied() && passedMs() < moveDeadlineMs + afterMoveMs) {
      await timers.pause(lookMs);
      // A link that came up meanwhile said it in its hello.
      isTold ||= link.linked;
      if (!isTold && passedMs() > linkPatienceMs) return;
    }
  }
}
