/** People who were let in need a few seconds to reach their box: a load report does not show meetings placed just before it. */
const arrivingMs = 5_000;
/** Whoever has not come by then does not come. */
const expectedForMs = 60_000;

/**
 * Meetings that were placed on a box and that its last load report cannot show yet. In memory: an object that slept has placed nothing
 * for a while.
 */
export class Coming {
  readonly #placedAtMs = new Map<string, number[]>();

  note(boxId: string, nowMs: number): void {
    const recent = (this.#placedAtMs.get(boxId) ?? []).filter((atMs) => atMs > nowMs - expectedForMs);
    this.#placedAtMs.set(boxId, [...recent, nowMs]);
  }

  /** How many, when the box reported its load at `loadAtMs`. */
  count(boxId: string, loadAtMs: number, nowMs: number): number {
    const since = Math.max(loadAtMs - arrivingMs, nowMs - expectedForMs);
    return (this.#placedAtMs.get(boxId) ?? []).filter((atMs) => atMs > since).length;
  }
}
