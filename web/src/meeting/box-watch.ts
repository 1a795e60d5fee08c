import { problemOf } from '../errors/problem.ts';
import { beginStallWatch, lookForStall, readArrived, stallIntervalMs } from '../media/stall-watch.ts';
import { pingPatienceMs } from './recovery-ladder.ts';
import type { Stay } from './stay.ts';

export type BoxWatchTools = {
  /** Where this person is; null while nowhere. */
  stay: () => Stay | null;
  /** A receiver at which something must be arriving through the box now; null when nothing is expected. */
  receiver: () => RTCRtpReceiver | null;
  /** The box did not answer for so long, in milliseconds; its connection is given up next. */
  onSilent: (forMs: number) => void;
  /** The box answers, and still nothing arrives through it: the way that media take is lost, although nobody says so. */
  onStalled: () => void;
};

const askAgainAfterMs = 2_000;
/** A way on which nothing arrives for so long is looked for anew, and again so much later at the earliest: others may just be silent. */
const stalledTooLongMs = 4_000;
const stalledAgainMs = 30_000;

/** Notices a frozen box sooner than its socket would tell: media that should arrive do not, and a ping finds nobody. */
export class BoxWatch {
  readonly #tools: BoxWatchTools;
  readonly #timer: ReturnType<typeof setInterval>;
  #stall = beginStallWatch(0);
  #receiver: RTCRtpReceiver | null = null;
  #askedAtMs = Number.NEGATIVE_INFINITY;
  #toldStalledAtMs = Number.NEGATIVE_INFINITY;
  #asking = false;

  constructor(tools: BoxWatchTools) {
    this.#tools = tools;
    this.#timer = setInterval(() => void this.#look(), stallIntervalMs);
  }

  /** Asks the box whether it is there, and drops the connection when it is not. True: it answered. */
  async ping(): Promise<boolean> {
    const stay = this.#tools.stay();
    if (this.#asking || !stay?.isConnected) return false;
    this.#asking = true;
    try {
      await stay.request('ping', {}, { timeoutMs: pingPatienceMs });
      return true;
    } catch (thrown) {
      if (stay !== this.#tools.stay() || !stay.isConnected || problemOf(thrown) !== 'box-silent') return false;
      this.#tools.onSilent(pingPatienceMs);
      stay.dropConnection();
      return false;
    } finally {
      this.#asking = false;
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const receiver = this.#tools.receiver();
    if (receiver !== this.#receiver) this.#stall = beginStallWatch(performance.now());
    this.#receiver = receiver;
    if (!receiver || !this.#tools.stay()?.isConnected) return;
    const arrived = await readArrived(receiver).catch(() => null);
    const nowMs = performance.now();
    this.#stall = lookForStall(this.#stall, arrived, nowMs);
    if (!this.#stall.stalled || nowMs - this.#askedAtMs < askAgainAfterMs) return;
    this.#askedAtMs = nowMs;
    const answered = await this.ping();
    if (!answered || nowMs - this.#stall.sinceMs < stalledTooLongMs) return;
    if (nowMs - this.#toldStalledAtMs < stalledAgainMs || receiver !== this.#tools.receiver()) return;
    this.#toldStalledAtMs = nowMs;
    this.#tools.onStalled();
  }
}
