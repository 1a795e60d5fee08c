import { createWorker, type types } from 'mediasoup';
import type { Config } from '../config.ts';
import { StartFailure } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Cancel, Timers } from '../timers.ts';
import { SendBatching } from './send-batching.ts';
import type { SendBatchingCounts } from './send-batching-state.ts';

/** First and longest pause before a dead media worker is started again; doubled in between. */
const firstRetryMs = 100;
const longestRetryMs = 5_000;
/** Seconds without an answer after which a media worker counts as hung. */
const hungAfterChecks = 3;
/** A media worker that ran this long starts its next life without a pause. */
const stableAfterMs = 5_000;

export type MediaWorkerSettings = Pick<
  Config,
  'mediaAddresses' | 'mediaPort' | 'mediaWorkerBin' | 'sendBatchingLibrary'
>;

/** What a running media worker offers. */
export interface RunningMediaWorker {
  worker: types.Worker;
  server: types.WebRtcServer;
}

/** Pause before start number `attempt` (from 0) after a death: the first is at once, for a room may be waiting. */
export function restartDelayMs(attempt: number): number {
  return attempt === 0 ? 0 : Math.min(longestRetryMs, firstRetryMs * 2 ** (attempt - 1));
}

/** Keeps one media worker running on its own port, UDP and TCP on every address. */
export class MediaWorker {
  /** Routers on it: the load by which new ones are spread. */
  routers = 0;
  private current: RunningMediaWorker | null = null;
  private batching = new SendBatching(null);
  private attempt = 0;
  private startedAtMs = 0;
  private closed = false;
  /** Looks in a row that found the last question unanswered; null while none is open. */
  private unanswered: number | null = null;
  private cancelRestart: Cancel = () => {};

  readonly index: number;
  private readonly settings: MediaWorkerSettings;
  private readonly timers: Timers;
  private readonly log: Log;
  private readonly onUp: () => void;

  constructor(index: number, settings: MediaWorkerSettings, timers: Timers, log: Log, onUp: () => void) {
    this.index = index;
    this.settings = settings;
    this.timers = timers;
    this.log = log;
    this.onUp = onUp;
  }

  /** null while it is being started again. */
  get running(): RunningMediaWorker | null {
    // mediasoup closes the routers of a dead process before it says `died`: their owners look here in between.
    return this.current?.worker.closed ? null : this.current;
  }

  get port(): number {
    return this.settings.mediaPort + this.index;
  }

  /** What its send batching counted; null: it runs without. */
  get sendBatching(): SendBatchingCounts | null {
    return this.batching.read();
  }

  /** @throws {StartFailure} when the binary does not run or the port is taken. */
  async start(): Promise<void> {
    const { mediaWorkerBin, sendBatchingLibrary } = this.settings;
    this.batching.close();
    const batching = new SendBatching(sendBatchingLibrary);
    this.batching = batching;
    let worker: types.Worker;
    try {
      worker = await withoutTermination(() =>
        batching.around(() =>
          createWorker({ logLevel: 'warn', ...(mediaWorkerBin ? { workerBin: mediaWorkerBin } : {}) }),
        ),
      );
      batching.began();
    } catch (error) {
      batching.close();
      throw new StartFailure('The media worker does not start: is MEDIASOUP_WORKER_BIN right?', error);
    }
    if (this.closed) return worker.close();
    worker.once('died', (error) => this.died(worker, error));
    const listenInfos = this.settings.mediaAddresses.flatMap(({ listen, announced }) =>
      (['udp', 'tcp'] as const).map((protocol) => ({
        protocol,
        ip: listen,
        port: this.port,
        ...(announced ? { announcedAddress: announced } : {}),
      })),
    );
    try {
      this.current = { worker, server: await worker.createWebRtcServer({ listenInfos }) };
    } catch (error) {
      worker.close();
      throw new StartFailure(
        `Media port ${this.port} cannot be opened: is another box using it? Set MEDIA_PORT.`,
        error,
      );
    }
    this.startedAtMs = Date.now();
    this.unanswered = null;
    this.log('media-worker-started', {
      index: this.index,
      pid: worker.pid,
      port: this.port,
      sendBatching: batching.mode,
    });
    this.onUp();
  }

  /**
   * Asks for a sign of life, and ends a process that gave none for three looks: its death is what rebuilds the rooms. To be called
   * every second; looks are counted, not time, so that a machine that slept does not condemn it.
   */
  check(): void {
    const worker = this.running?.worker;
    if (!worker) return;
    if (this.unanswered === null) {
      this.unanswered = 0;
      const answered = () => {
        if (this.current?.worker === worker) this.unanswered = null;
      };
      worker.getResourceUsage().then(answered, answered);
      return;
    }
    this.unanswered += 1;
    if (this.unanswered !== hungAfterChecks) return;
    this.log('media-worker-hung', { index: this.index, pid: worker.pid });
    process.kill(worker.pid, 'SIGKILL');
  }

  /** Resolves when the process is gone; one that does not go is killed after 2 s. */
  async close(): Promise<void> {
    this.closed = true;
    this.cancelRestart();
    const worker = this.current?.worker;
    this.current = null;
    this.batching.close();
    if (!worker || worker.subprocessClosed) return;
    await new Promise<void>((resolve) => {
      const kill = setTimeout(() => process.kill(worker.pid, 'SIGKILL'), 2_000);
      worker.once('subprocessclose', () => {
        clearTimeout(kill);
        resolve();
      });
      worker.close();
    });
  }

  private died(worker: types.Worker, error: Error): void {
    this.current = null;
    this.log('media-worker-died', { index: this.index, pid: worker.pid, error });
    if (Date.now() - this.startedAtMs > stableAfterMs) this.attempt = 0;
    this.restart();
  }

  private restart(): void {
    if (this.closed) return;
    this.cancelRestart = this.timers.after(restartDelayMs(this.attempt++), () => {
      this.start().catch((error) => {
        this.log('media-worker-not-started', { index: this.index, error, retryInMs: restartDelayMs(this.attempt) });
        this.restart();
      });
    });
  }
}

/**
 * Each worker of mediasoup closes itself at the process's first SIGTERM. Here that signal is for the box to answer: media go on until
 * people have moved to another box. SIGINT ends all at once, mediasoup's processes in a terminal included. Only listeners that the
 * call adds before it first waits are taken away: mediasoup's are among them, and nobody else's can be.
 */
function withoutTermination<T>(create: () => T): T {
  const before = new Set(process.listeners('SIGTERM'));
  const creating = create();
  for (const listener of process.listeners('SIGTERM'))
    if (!before.has(listener)) process.removeListener('SIGTERM', listener);
  return creating;
}
