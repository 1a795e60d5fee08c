import type { RecoveryState } from './recovery-ladder.ts';

/** Marks the moment at which media flow again after a step of the recovery ladder, for measurements. */
export class RecoveredMark {
  /** The step after which media have not been seen to flow again. */
  #step: RecoveryState = null;

  onStep(step: RecoveryState): void {
    if (step) this.#step = step;
    // The same streams go on; after the other steps something new plays first.
    else if (this.#step === 'ice-restart' || this.#step === 'resume') this.#mark();
  }

  /** Something plays another way, while the ladder stands at this step. */
  onFlip(current: RecoveryState): void {
    if (this.#step && (current === null || current === 'new-transport')) this.#mark();
  }

  #mark(): void {
    performance.mark('parley:recovered', { detail: { step: this.#step } });
    this.#step = null;
  }
}
