/** People come over some minutes: so long a meeting is expected to grow to its usual size. */
const arrivingMs = 3 * 60_000;

/**
 * Meetings that were placed on a box and whose people are still to come: a load report shows only those who are in. Each counts whole at
 * first, and less and less as its people arrive and are measured. In memory: an object that slept has placed nothing for a while.
 */
export class Coming {
  readonly #placedAtMs = new Map<string, number[]>();

  note(boxId: string, nowMs: number): void {
    const recent = (this.#placedAtMs.get(boxId) ?? []).filter((atMs) => atMs > nowMs - arrivingMs);
    this.#placedAtMs.set(boxId, [...recent, nowMs]);
  }

  /** How many whole meetings are still expected there. */
  count(boxId: string, nowMs: number): number {
    const placed = this.#placedAtMs.get(boxId) ?? [];
    return placed.reduce((sum, atMs) => sum + Math.max(0, 1 - (nowMs - atMs) / arrivingMs), 0);
  }
}
