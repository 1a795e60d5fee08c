import type { PathHealth } from '../media/path.ts';
import {
  disconnectedPatienceMs,
  nextRecovery,
  type RecoveryEvent,
  type RecoveryState,
  type RecoveryStep,
  stepPatienceMs,
} from './recovery-ladder.ts';

export type RecoveryTools = {
  /** Begins a step, or begins it again. */
  actions: Record<RecoveryStep, () => void>;
  onStep: (step: RecoveryState) => void;
  /** Attempts to reach the box again fail quickly, instead of hanging. */
  isRefused: () => boolean;
  /** As setTimeout and clearTimeout; replaced in tests. */
  schedule: (task: () => void, delayMs: number) => () => void;
};

/** Climbs the recovery ladder: holds the current step and its timers. */
export class Recovery {
  readonly #tools: RecoveryTools;
  #state: RecoveryState = null;
  #cancelPatience: (() => void) | null = null;
  #cancelHealth: (() => void) | null = null;
  /** How long the box was silent before its socket was given up. */
  #silentMs = 0;

  constructor(tools: RecoveryTools) {
    this.#tools = tools;
  }

  get step(): RecoveryState {
    return this.#state;
  }

  /** The box did not answer a ping for so long: the wait for its socket is shorter by that. */
  boxSilent(forMs: number): void {
    this.#silentMs = forMs;
  }

  /** How the transports do. `now`: they had all the time they need to come back by themselves, as after a sleep. */
  health(health: PathHealth, now = false): void {
    if (health === 'connecting') return;
    this.#cancelHealth?.();
    this.#cancelHealth = null;
    if (health === 'connected' || health === 'new') this.happened('media-connected');
    else if (health === 'failed' || now) this.happened('media-lost');
    else this.#cancelHealth = this.#tools.schedule(() => this.happened('media-lost'), disconnectedPatienceMs);
  }

  happened(event: RecoveryEvent): void {
    const next = nextRecovery(this.#state, event);
    if (next === undefined) return;
    const changed = next !== this.#state;
    this.#state = next;
    this.#cancelPatience?.();
    this.#cancelPatience = null;
    if (changed) this.#tools.onStep(next);
    if (next === null) return;
    this.#tools.actions[next]();
    if (this.#state === next) this.#wait(next);
  }

  close(): void {
    this.#cancelPatience?.();
    this.#cancelHealth?.();
  }

  #wait(step: RecoveryStep): void {
    const over = () => this.happened('patience-over');
    const { resumeRefused, resumeHanging } = stepPatienceMs;
    if (step === 'resume') {
      const silentMs = this.#silentMs;
      this.#silentMs = 0;
      this.#cancelPatience = this.#tools.schedule(() => {
        if (this.#tools.isRefused()) return over();
        this.#cancelPatience = this.#tools.schedule(over, Math.max(0, resumeHanging - resumeRefused - silentMs));
      }, resumeRefused);
    } else if (step !== 'another-box') {
      this.#cancelPatience = this.#tools.schedule(over, stepPatienceMs[step]);
    }
  }
}
