import type { PayloadOf } from '@parley/sfu/contract/requests.ts';

export type Watched = Omit<PayloadOf<'watch'>, 'epoch'>;

/** A way through a box that is told what this person watches. */
export type WatchedPath = { watch: (watched: Watched) => Promise<void> };

export type WatchReporterTools = {
  /** What is on tiles, most important first. */
  seen: () => Watched['see'];
  /** All ways that there are now. */
  paths: () => readonly WatchedPath[];
  /** As setTimeout and clearTimeout; replaced in tests. */
  schedule: (task: () => void, delayMs: number) => () => void;
};

/** Tiles come and go while people page; a new way is told when its first tiles are there. */
const settleMs = 200;
const retryMs = 1_000;
/** As many as the box takes. */
const maxHeard = 8;
const maxSeen = 60;

/**
 * Tells each box what this person wants to see and hear: a large room forwards that, and the loudest. Each way is told once, and
 * again when it is something else.
 */
export class WatchReporter {
  readonly #tools: WatchReporterTools;
  #told = new WeakMap<WatchedPath, string>();
  #heard: readonly string[] = [];
  #cancel: (() => void) | null = null;
  #closed = false;

  constructor(tools: WatchReporterTools) {
    this.#tools = tools;
  }

  /** Whom this person wants to hear however loud others are: most important first, of more than eight the first. */
  setHeard(participantIds: readonly string[]): void {
    this.#heard = [...participantIds].slice(0, maxHeard);
    this.changed();
  }

  /** Something else is seen, or there is another way. */
  changed(): void {
    this.#plan(settleMs);
  }

  /** Forgets what was told: a resumed connection hears it again. */
  tellAgain(): void {
    this.#told = new WeakMap();
    this.changed();
  }

  close(): void {
    this.#closed = true;
    this.#cancel?.();
  }

  #plan(delayMs: number): void {
    if (this.#closed) return;
    this.#cancel?.();
    this.#cancel = this.#tools.schedule(() => {
      this.#cancel = null;
      this.#flush();
    }, delayMs);
  }

  #flush(): void {
    const watched: Watched = { see: this.#tools.seen().slice(0, maxSeen), hear: [...this.#heard] };
    const signature = JSON.stringify(watched);
    for (const path of this.#tools.paths()) {
      if (this.#told.get(path) === signature) continue;
      this.#told.set(path, signature);
      path.watch(watched).catch(() => this.#forget(path, signature));
    }
  }

  /** It did not arrive: told again later, unless something newer was. */
  #forget(path: WatchedPath, signature: string): void {
    if (this.#told.get(path) !== signature || !this.#tools.paths().includes(path)) return;
    this.#told.delete(path);
    if (!this.#cancel) this.#plan(retryMs);
  }
}
