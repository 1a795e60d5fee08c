/** How long pieces are gathered before they are told together, in milliseconds. */
const gatherMs = 1_500;

/** Gathers pieces that come in quick succession, so that thirty of them make one sentence and not thirty. */
export class Gatherer<T> {
  readonly #tell: (pieces: T[]) => void;
  readonly #schedule: (task: () => void, delayMs: number) => () => void;
  #pieces: T[] = [];
  #cancel: (() => void) | null = null;

  /** `schedule`: as setTimeout and clearTimeout. */
  constructor(tell: (pieces: T[]) => void, schedule: (task: () => void, delayMs: number) => () => void) {
    this.#tell = tell;
    this.#schedule = schedule;
  }

  add(piece: T): void {
    this.#pieces.push(piece);
    this.#cancel ??= this.#schedule(() => {
      const pieces = this.#pieces;
      this.#pieces = [];
      this.#cancel = null;
      this.#tell(pieces);
    }, gatherMs);
  }

  close(): void {
    this.#cancel?.();
    this.#pieces = [];
  }
}
