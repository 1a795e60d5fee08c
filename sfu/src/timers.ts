/** Takes a timer back; harmless when it has fired or was taken back already. */
export type Cancel = () => void;

/**
 * Every timer of the box goes through one of these, so that a leak shows as a number in `/metrics` and as a failed test.
 * Timers do not keep the process alive: the HTTP server does.
 */
export class Timers {
  private readonly running = new Set<NodeJS.Timeout>();

  get count(): number {
    return this.running.size;
  }

  after(ms: number, action: () => void): Cancel {
    const timer = setTimeout(() => {
      this.running.delete(timer);
      action();
    }, ms).unref();
    this.running.add(timer);
    return () => {
      this.running.delete(timer);
      clearTimeout(timer);
    };
  }

  every(ms: number, action: () => void): Cancel {
    const timer = setInterval(action, ms).unref();
    this.running.add(timer);
    return () => {
      this.running.delete(timer);
      clearInterval(timer);
    };
  }

  /** Resolves after `ms`, for pauses between attempts. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }
}
