/** Timers of one owner, which end with it. */
export class Timers {
  readonly #pending = new Set<ReturnType<typeof setTimeout>>();

  after(delayMs: number, task: () => void): void {
    const timer = setTimeout(() => {
      this.#pending.delete(timer);
      task();
    }, delayMs);
    this.#pending.add(timer);
  }

  close(): void {
    for (const timer of this.#pending) clearTimeout(timer);
    this.#pending.clear();
  }
}
