/** For so long somebody who came has yet to turn on all that they will, and it has yet to be measured, in milliseconds. */
const newMs = 5_000;

/** Who came in the last seconds: many may come at once, before anything can be measured of them. */
export class Arrivals {
  private atMs: number[] = [];

  /** `nowMs`: of a clock that nobody sets. */
  add(nowMs = performance.now()): void {
    this.atMs.push(nowMs);
  }

  count(nowMs = performance.now()): number {
    this.atMs = this.atMs.filter((atMs) => nowMs - atMs < newMs);
    return this.atMs.length;
  }
}
