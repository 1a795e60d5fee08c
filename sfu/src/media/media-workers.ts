import { setLogEventListeners } from 'mediasoup';
import type { Log } from '../log.ts';
import type { Cancel, Timers } from '../timers.ts';
import { MediaRouter, type MediaRouterEvents } from './media-router.ts';
import { MediaWorker, type MediaWorkerSettings } from './media-worker.ts';
import type { SendBatchingCounts } from './send-batching-state.ts';

/** How often each media worker is asked for a sign of life. */
const checkMs = 1_000;

/** All media workers of the box. Each new router goes to the one with the fewest. */
export class MediaWorkers {
  private readonly workers: MediaWorker[];
  private waiting: (() => void)[] = [];

  private readonly timers: Timers;
  private readonly forwardAllUpTo: number;

  constructor(
    settings: MediaWorkerSettings & { mediaWorkers: number; forwardAllUpTo: number },
    timers: Timers,
    log: Log,
  ) {
    this.timers = timers;
    this.forwardAllUpTo = settings.forwardAllUpTo;

    setLogEventListeners({
      ondebug: undefined,
      onwarn: (namespace, message) => log('media-warning', { message: `${namespace} ${message}` }),
      onerror: (namespace, message) => log('media-error', { message: `${namespace} ${message}` }),
    });
    this.workers = Array.from(
      { length: settings.mediaWorkers },
      (_, index) => new MediaWorker(index, settings, timers, log, () => this.wakeWaiting()),
    );
  }

  /** How many run now. */
  get healthy(): number {
    return this.workers.filter(({ running }) => running).length;
  }

  get total(): number {
    return this.workers.length;
  }

  /** Process ids, for resource figures and for tests that kill one. */
  get pids(): number[] {
    return this.workers.flatMap(({ running }) => running?.worker.pid ?? []);
  }

  /** Of each that runs with send batching. */
  get sendBatching(): SendBatchingCounts[] {
    return this.workers.flatMap(({ running, sendBatching }) => (running && sendBatching ? [sendBatching] : []));
  }

  /** Ends media workers that hang, as long as it is not cancelled. */
  watch(timers: Timers): Cancel {
    return timers.every(checkMs, () => {
      for (const worker of this.workers) worker.check();
    });
  }

  /** CPU time used by each running media worker so far, in milliseconds, by process id. */
  async cpuTimesMs(): Promise<Map<number, number>> {
    const usages = this.workers.map(async ({ running }) => {
      if (!running) return [];
      const usage = await running.worker.getResourceUsage();
      return [[running.worker.pid, usage.ru_utime + usage.ru_stime] as const];
    });
    return new Map(
      (await Promise.allSettled(usages)).flatMap((result) => (result.status === 'fulfilled' ? result.value : [])),
    );
  }

  /** @throws {StartFailure} when one does not start. */
  async start(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.start()));
  }

  /**
   * A router on the least loaded running media worker; waits for one at most `patienceMs`.
   * @throws when none came up in that time.
   */
  async openRouter(events: MediaRouterEvents, patienceMs: number): Promise<MediaRouter> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const worker = this.workers.filter(({ running }) => running).toSorted((a, b) => a.routers - b.routers)[0];
      if (worker?.running) {
        try {
          const { timers, forwardAllUpTo } = this;
          return await MediaRouter.open(worker, worker.running, { timers, forwardAllUpTo, events });
        } catch (error) {
          // It died under our hands: then the next one is taken.
          if (worker.running) throw error;
        }
      }
      const leftMs = deadline - Date.now();
      if (leftMs <= 0) throw new Error('No media worker is running.');
      await this.workerUp(Math.min(leftMs, 250));
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
    this.wakeWaiting();
  }

  private workerUp(patienceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.timers.after(patienceMs, resolve);
      this.waiting.push(() => {
        cancel();
        resolve();
      });
    });
  }

  private wakeWaiting(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const wake of waiting) wake();
  }
}
