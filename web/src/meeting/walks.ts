import type { Stay } from './stay.ts';

/** How often and how patiently an attempt is made. */
export type Manner = (attempt: () => Promise<Stay>, signal: AbortSignal) => Promise<Stay>;

export type Walk = {
  manner: Manner;
  attempt: (signal: AbortSignal) => Promise<Stay>;
  /** To another box while this one serves on, rather than out of need. */
  moving: boolean;
  onEntered: () => void;
  onFailed: (thrown: unknown) => void;
};

/** Ways into a room: one at a time, the newer wins. */
export class Walks {
  #current: { controller: AbortController; moving: boolean } | null = null;

  get isMoving(): boolean {
    return this.#current?.moving ?? false;
  }

  async begin({ manner, attempt, moving, onEntered, onFailed }: Walk): Promise<void> {
    this.abort();
    const current = { controller: new AbortController(), moving };
    const { signal } = current.controller;
    this.#current = current;
    try {
      const stay = await manner(() => attempt(signal), signal);
      if (signal.aborted) stay.close();
      else onEntered();
    } catch (thrown) {
      if (!signal.aborted) onFailed(thrown);
    } finally {
      if (this.#current === current) this.#current = null;
    }
  }

  abort(): void {
    this.#current?.controller.abort();
  }
}
