import { setLogEventListeners } from 'mediasoup';
import type { Log } from '../log.ts';
import type { Cancel, Timers } from '../timers.ts';
import { type Comfort, chooseWorker, leastLoaded, type WorkerLoad } from './choose-worker.ts';
import { MediaRouter } from './media-router.ts';
import { MediaSpan, type MediaSpanEvents } from './media-span.ts';
import { MediaWorker, type MediaWorkerSettings } from './media-worker.ts';
import type { SendBatchingCounts } from './send-batching-state.ts';

/** How often each media worker is asked for a sign of life. */
const checkMs = 1_000;

/** All media workers of the box, and who goes to which. */
export class MediaWorkers {
  private readonly workers: MediaWorker[];
  private waiting: (() => void)[] = [];

  private readonly timers: Timers;
  private readonly forwardAllUpTo: number;
  private readonly comfort: Comfort;

  constructor(
    settings: MediaWorkerSettings & { mediaWorkers: number; forwardAllUpTo: number },
    timers: Timers,
    log: Log,
    comfort: Comfort,
  ) {
    this.timers = timers;
    this.comfort = comfort;
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

  /** What each running one has to do. */
  get loads(): { index: number; load: WorkerLoad }[] {
    return this.workers.filter(({ running }) => running).map(({ index, load }) => ({ index, load }));
  }

  /**
   * A router for a new room, on the least loaded media worker, and room for more of them on others; waits for a media worker that
   * runs at most `patienceMs`.
   * @throws when none came up in that time.
   */
  async openSpan(events: MediaSpanEvents, patienceMs: number): Promise<MediaSpan> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const worker = leastLoaded(this.choices(), this.comfort)?.worker;
      if (worker?.running) {
        try {
          const { timers, forwardAllUpTo } = this;
          const router = await MediaRouter.open(worker, worker.running);
          return new MediaSpan(router, { workers: this, timers, forwardAllUpTo, events });
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

  /** For somebody who comes: one of these routers, or a media worker on which another one is to be opened. */
  chooseFor(routers: readonly MediaRouter[]): MediaRouter | MediaWorker | undefined {
    const routerOn = (worker: MediaWorker) => routers.find((router) => router.worker === worker && !router.closed);
    const choices = this.choices();
    const chosen = chooseWorker(
      routers.reduce((people, { endpoints }) => people + endpoints, 0),
      choices.filter(({ worker }) => routerOn(worker)),
      choices.filter(({ worker }) => !routerOn(worker)),
      this.comfort,
    );
    return chosen && (routerOn(chosen.worker) ?? chosen.worker);
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
    this.wakeWaiting();
  }

  private choices(): (WorkerLoad & { worker: MediaWorker })[] {
    return this.workers.flatMap((worker) => (worker.running ? [{ ...worker.load, worker }] : []));
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
