import type { Cancel, Timers } from '../timers.ts';

/** Keeps some time between two tellings: the first one is at once, what comes too soon after it waits and is told together. */
export class Pacer {
  private cancel: Cancel | null = null;
  private isWaiting = false;
  private readonly timers: Timers;
  private readonly pauseMs: () => number;
  private readonly tell: () => void;

  /** `pauseMs`: asked after each telling. `tell`: tells all there is. */
  constructor(timers: Timers, pauseMs: () => number, tell: () => void) {
    this.timers = timers;
    this.pauseMs = pauseMs;
    this.tell = tell;
  }

  /** There is something to tell: now, or when the time has come. */
  add(): void {
    if (this.cancel) this.isWaiting = true;
    else this.tellNow();
  }

  /** Tells what waits. */
  settle(): void {
    if (!this.isWaiting) return;
    this.cancel?.();
    this.tellNow();
  }

  /** Tells nothing any more. */
  close(): void {
    this.cancel?.();
    this.isWaiting = false;
  }

  private tellNow(): void {
    this.isWaiting = false;
    this.cancel = null;
    this.tell();
    const pauseMs = this.pauseMs();
    if (pauseMs === 0) return;
    this.cancel = this.timers.after(pauseMs, () => {
      this.cancel = null;
      if (this.isWaiting) this.tellNow();
    });
  }
}
