/** `burst` at once, refilled at `perSecond`. */
export interface Rate {
  burst: number;
  perSecond: number;
}

/** A token bucket. Times in milliseconds, from the caller, so that a test needs no clock. */
export class Bucket {
  private tokens: number;
  private atMs = Number.NEGATIVE_INFINITY;
  private readonly rate: Rate;

  constructor(rate: Rate) {
    this.rate = rate;
    this.tokens = rate.burst;
  }

  /** Takes one if there is one. */
  take(nowMs: number): boolean {
    const passedMs = Math.max(0, nowMs - this.atMs);
    this.tokens = Math.min(this.rate.burst, this.tokens + (passedMs / 1000) * this.rate.perSecond);
    this.atMs = nowMs;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }

  /** It holds nothing back: forgetting it changes nothing. */
  isFull(nowMs: number): boolean {
    return this.tokens + ((nowMs - this.atMs) / 1000) * this.rate.perSecond >= this.rate.burst;
  }
}
