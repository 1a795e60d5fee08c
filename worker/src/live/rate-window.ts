/**
 * Counts in fixed windows, in memory: for a Durable Object, which sees all requests of its meeting. Eviction forgets the
 * counts, which only happens when there are hardly any.
 */
export class RateWindow {
  readonly #windowMs: number;
  readonly #counts = new Map<string, { endsAtMs: number; count: number }>();

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Counts one; null if it is within `max`, else the seconds to wait. */
  count(key: string, max: number, nowMs: number): number | null {
    const current = this.#counts.get(key);
    if (!current || current.endsAtMs <= nowMs) {
      if (this.#counts.size >= 10_000) this.#prune(nowMs);
      this.#counts.set(key, { endsAtMs: nowMs + this.#windowMs, count: 1 });
      return null;
    }
    current.count++;
    return current.count <= max ? null : Math.max(1, Math.ceil((current.endsAtMs - nowMs) / 1000));
  }

  #prune(nowMs: number): void {
    for (const [key, { endsAtMs }] of this.#counts) if (endsAtMs <= nowMs) this.#counts.delete(key);
    if (this.#counts.size >= 10_000) this.#counts.clear();
  }
}
