/** Bad messages of one socket in a sliding window of two halves. */
export class FloodMeter {
  private windowStartMs = Number.NEGATIVE_INFINITY;
  private before = 0;
  private now = 0;
  private readonly limits: { badMessages: number; windowMs: number };

  constructor(limits: { badMessages: number; windowMs: number } = defaultFloodLimits) {
    this.limits = limits;
  }

  /** Counts one; true when the socket has to go. */
  add(nowMs: number): boolean {
    const half = this.limits.windowMs / 2;
    const passed = nowMs - this.windowStartMs;
    if (passed >= half) {
      this.before = passed >= 2 * half ? 0 : this.now;
      this.now = 0;
      this.windowStartMs = nowMs;
    }
    this.now += 1;
    return this.before + this.now > this.limits.badMessages;
  }

  get total(): number {
    return this.before + this.now;
  }
}

/** An honest client sends none; one with a fault is not cut off by its first hundred. */
export const defaultFloodLimits = { badMessages: 100, windowMs: 10_000 };
