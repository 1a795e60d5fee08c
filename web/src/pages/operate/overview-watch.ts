import type { Overview } from '@parley/worker/contract/operations.ts';
import { type Problem, problemOf } from '../../errors/problem.ts';

/** `problem`: of the latest look, while what an earlier one found is still shown; null: it worked. */
export type Seen = { overview: Overview | null; atMs: number | null; problem: Problem | null };

export type OverviewWatchTools = {
  read: () => Promise<Overview>;
  onSeen: (seen: Seen) => void;
  /** Nobody looks at the page. */
  hidden: () => boolean;
  /** As setTimeout and clearTimeout; replaced in tests. */
  schedule: (task: () => void, delayMs: number) => () => void;
  nowMs: () => number;
};

const intervalMs = 10_000;

/** Looks at how the service does, again and again while somebody watches. */
export class OverviewWatch {
  readonly #tools: OverviewWatchTools;
  #seen: Seen = { overview: null, atMs: null, problem: null };
  /** One look after the other. */
  #turn: Promise<void> = Promise.resolve();
  #cancel: () => void = () => undefined;
  #closed = false;

  constructor(tools: OverviewWatchTools) {
    this.#tools = tools;
  }

  /** Looks now; what is under way already may be older than what the caller just did, so that another look follows it. */
  look(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#lookOnce());
    return this.#turn;
  }

  /** Somebody looks at the page again. */
  shown(): void {
    const { atMs } = this.#seen;
    if (atMs === null || this.#tools.nowMs() - atMs >= intervalMs) void this.look();
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
  }

  /** A page that nobody looks at asks nothing; `shown` goes on. */
  #again(): void {
    if (!this.#tools.hidden()) void this.look();
  }

  async #lookOnce(): Promise<void> {
    if (this.#closed) return;
    this.#cancel();
    await this.#read();
    if (!this.#closed) this.#cancel = this.#tools.schedule(() => this.#again(), intervalMs);
  }

  async #read(): Promise<void> {
    try {
      this.#seen = { overview: await this.#tools.read(), atMs: this.#tools.nowMs(), problem: null };
    } catch (thrown) {
      this.#seen = { ...this.#seen, problem: problemOf(thrown) };
    }
    if (!this.#closed) this.#tools.onSeen(this.#seen);
  }
}
