import type { RoomMode } from '@parley/sfu/contract/shapes.ts';
import type { CallReport } from '@parley/worker/contract/operations.ts';
import { CallTally } from './call-tally.ts';
import type { Measure } from './own-quality.ts';
import type { RecoveryState } from './recovery-ladder.ts';
import { type PictureWatch, SwitchGaps } from './switch-gaps.ts';

type Mode = RoomMode['mode'];

export type CallReporterTools = {
  /** What it throws is nobody's business: the next report says the same and more. */
  send: (report: CallReport) => Promise<unknown>;
  /** From the click on join to the first picture of somebody else; null: none yet. */
  joinMs: () => number | null;
  /** See `SwitchGapsTools`. */
  onWatching: (watch: (() => PictureWatch | null) | null) => void;
  hidden: () => boolean;
  /** As setTimeout and clearTimeout; replaced in tests. */
  schedule: (task: () => void, delayMs: number) => () => void;
  nowMs: () => number;
};

const firstAfterMs = 30_000;
const intervalMs = 300_000;
/** Who turns from one window to another and back has nothing new to say. */
const hiddenAtMostEveryMs = 30_000;
/** Between two looks; longer, and the device slept. */
const longestLookMs = 10_000;

/** Tells the operator's side how a stay goes: soon after it began, now and then, and when it ends or nobody looks. */
export class CallReporter {
  readonly #tools: CallReporterTools;
  readonly #tally = new CallTally();
  readonly #gaps: SwitchGaps;
  #mode: Mode | null = null;
  /** The first picture says how long joining took: somebody was there to be seen, and no lobby came in between. */
  #countsJoin = true;
  #entered = false;
  #lookedAtMs = 0;
  #sent = '';
  #sentAtMs = Number.NEGATIVE_INFINITY;
  #cancel: () => void = () => undefined;
  #closed = false;

  constructor(tools: CallReporterTools) {
    this.#tools = tools;
    this.#gaps = new SwitchGaps({ ...tools, onGap: (to, ms) => this.#tally.switched(to, ms) });
  }

  /** This person has to wait for somebody: how long says nothing of the service. */
  waits(): void {
    this.#countsJoin = false;
  }

  /** @param seesOthers somebody is there whose camera is on */
  entered(seesOthers: boolean): void {
    if (this.#entered || this.#closed) return;
    this.#entered = true;
    if (!seesOthers || this.#tools.hidden()) this.#countsJoin = false;
    this.#lookedAtMs = this.#tools.nowMs();
    this.#plan(firstAfterMs);
  }

  /** How media go now; another way than before is a planned change. */
  mode(mode: Mode): void {
    if (this.#mode !== null && this.#mode !== mode) this.#gaps.begin(mode);
    this.#mode = mode;
  }

  /** The room goes to another box. What goes directly stays as it is. */
  moves(): void {
    if (this.#mode === 'sfu') this.#gaps.begin('sfu');
  }

  step(step: RecoveryState): void {
    if (step === null) return;
    this.#tally.recovering(step);
    // What stands still now is no planned change.
    this.#gaps.discard();
  }

  /** A look at what arrives; null: nothing does. */
  look(measure: Measure | null): void {
    const nowMs = this.#tools.nowMs();
    const forMs = Math.min(longestLookMs, nowMs - this.#lookedAtMs);
    this.#lookedAtMs = nowMs;
    if (measure && this.#mode && this.#entered) this.#tally.went(this.#mode, forMs, measure);
  }

  /** Nobody looks at the page any more; it may be gone in a moment. */
  pageHidden(): void {
    this.#gaps.discard();
    if (this.#tools.nowMs() - this.#sentAtMs >= hiddenAtMostEveryMs) this.#send();
    // A first picture that waits for somebody to look is no measure.
    if (this.#tools.joinMs() === null) this.#countsJoin = false;
  }

  close(): void {
    if (this.#closed) return;
    this.#gaps.discard();
    this.#send();
    this.#closed = true;
    this.#cancel();
  }

  #plan(delayMs: number): void {
    this.#cancel = this.#tools.schedule(() => {
      this.#send();
      this.#plan(intervalMs);
    }, delayMs);
  }

  #send(): void {
    if (!this.#entered || this.#closed) return;
    const joinMs = this.#countsJoin ? this.#tools.joinMs() : null;
    if (joinMs !== null) this.#tally.joinedAfter(joinMs);
    const report = this.#tally.report();
    const written = JSON.stringify(report);
    if (!report || written === this.#sent) return;
    this.#sent = written;
    this.#sentAtMs = this.#tools.nowMs();
    this.#tools.send(report).catch(() => {
      if (this.#sent === written) this.#sent = '';
    });
  }
}
