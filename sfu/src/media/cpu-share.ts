/** How much the newest look weighs: what lasts for some looks counts, a short burst hardly. */
const newestWeight = 0.5;

/** The share of a core that a process uses, smoothed over its last few looks. */
export class CpuShare {
  private smoothed = 0;
  private last: { usedMs: number; atMs: number } | null = null;

  /** 0 to 1; 0 as long as there were not two looks. */
  get now(): number {
    return this.smoothed;
  }

  /** `usedMs`: CPU time since its start. `atMs`: of a clock that nobody sets. */
  look(usedMs: number, atMs: number): void {
    const { last } = this;
    if (last && atMs <= last.atMs) return;
    this.last = { usedMs, atMs };
    if (!last) return;
    const share = Math.min(1, Math.max(0, (usedMs - last.usedMs) / (atMs - last.atMs)));
    this.smoothed += (share - this.smoothed) * newestWeight;
  }
}
