import type { Source } from '@parley/sfu/contract/shapes.ts';
import type { types } from 'mediasoup-client';
import { ProblemError } from '../errors/problem.ts';
import { cappedBps } from './path.ts';

type Producer = types.Producer;

export type SenderTools = {
  produce: (source: Source, track: MediaStreamTrack) => Promise<Producer>;
  /** Gives up the way through the box. */
  closeAtBox: (source: Source) => Promise<unknown>;
  onError: (source: Source, thrown: unknown) => void;
  /** As setTimeout and clearTimeout; replaced in tests. */
  schedule: (task: () => void, delayMs: number) => () => void;
};

/** What is sent of a source. `active`: by this way; `track` null: silent or dark for now, the producer stays. */
export type Wanted = { track: MediaStreamTrack | null; active: boolean };

const allLayers = Number.POSITIVE_INFINITY;
const retryAfterMs = 1_500;
const attemptsAtMost = 6;

/**
 * Brings what is sent of one source through the box to what is wanted, one step at a time: wishes may come faster than the box
 * answers, and only the last one counts.
 */
export class SourceSender {
  readonly #source: Source;
  readonly #tools: SenderTools;
  #wanted: Wanted = { track: null, active: false };
  #producer: Producer | null = null;
  #work: Promise<void> | null = null;
  #closed = false;
  /** The box ended its producer already: there is nothing to tell. */
  #endedAtBox = false;
  #cancelRetry: (() => void) | null = null;
  #failures = 0;
  /** Nobody watches layers above it; -1 for none at all. */
  #watchedLayer = allLayers;
  #capped = false;
  #fullBps: (number | undefined)[] = [];
  #limits: Promise<unknown> = Promise.resolve();

  constructor(source: Source, tools: SenderTools) {
    this.#source = source;
    this.#tools = tools;
  }

  /** Resolves when it is sent so, or when an attempt failed. */
  set(wanted: Wanted): Promise<void> {
    this.#wanted = wanted;
    return this.again();
  }

  /** The source is no more, which the box knows: it ended its producer itself. */
  end(): Promise<void> {
    this.#endedAtBox = this.#producer !== null;
    return this.set({ track: null, active: false });
  }

  /** The box ended its producer by itself; what is wanted is as before, and needs another one. */
  endedAtBox(): Promise<void> {
    if (!this.#producer) return Promise.resolve();
    this.#endedAtBox = true;
    return this.again();
  }

  /** Another attempt, after what stood in its way may be over. */
  again(): Promise<void> {
    this.#cancelRetry?.();
    this.#failures = 0;
    return this.#start();
  }

  /** Sends only spatial layers that somebody watches. */
  setWatchedLayer(maxSpatialLayer: number): void {
    this.#watchedLayer = maxSpatialLayer;
    this.#limit();
  }

  /** Only the lowest layer, or, where there is but one, less of it. */
  setCapped(capped: boolean): void {
    if (this.#capped === capped) return;
    this.#capped = capped;
    this.#limit();
  }

  close(): void {
    this.#closed = true;
    this.#cancelRetry?.();
    this.#producer?.close();
  }

  #start(): Promise<void> {
    this.#work ??= this.#untilDone().finally(() => {
      this.#work = null;
    });
    return this.#work;
  }

  async #untilDone(): Promise<void> {
    try {
      while (!this.#closed && (await this.#step()));
      this.#failures = 0;
    } catch (thrown) {
      if (this.#closed) return;
      this.#tools.onError(this.#source, thrown);
      if (++this.#failures >= attemptsAtMost) return;
      this.#cancelRetry = this.#tools.schedule(() => void this.#start(), retryAfterMs);
    }
  }

  /** One step towards what is wanted; false when there is none left. */
  async #step(): Promise<boolean> {
    const { track, active } = this.#wanted;
    if (!this.#producer) {
      this.#endedAtBox = false;
      if (!active || !track || track.readyState === 'ended') return false;
      await this.#produce(track);
      return true;
    }
    if (!active || this.#endedAtBox) {
      const known = !this.#endedAtBox;
      this.#producer.close();
      this.#producer = null;
      if (known) await this.#tools.closeAtBox(this.#source);
      return true;
    }
    if (this.#producer.track === track || track?.readyState === 'ended') return false;
    await this.#producer.replaceTrack({ track });
    return true;
  }

  async #produce(track: MediaStreamTrack): Promise<void> {
    try {
      this.#producer = await this.#tools.produce(this.#source, track);
    } catch (thrown) {
      // An answer was lost: the box has a producer that this side knows nothing of.
      if (!(thrown instanceof ProblemError) || thrown.problem !== 'source-taken') throw thrown;
      await this.#tools.closeAtBox(this.#source);
      this.#producer = await this.#tools.produce(this.#source, track);
    }
    if (this.#closed) this.#producer.close();
    this.#fullBps = [];
    if (this.#capped || this.#watchedLayer !== allLayers) this.#limit();
  }

  #limit(): void {
    // One after the other: a browser refuses parameters that are older than those which are just being set.
    this.#limits = this.#limits
      .then(() => this.#setParameters())
      .catch((thrown) => this.#closed || this.#tools.onError(this.#source, thrown));
  }

  async #setParameters(): Promise<void> {
    const sender = this.#producer?.rtpSender;
    const parameters = sender?.getParameters();
    if (!sender || !parameters?.encodings?.length) return;
    const { encodings } = parameters;
    if (this.#fullBps.length === 0) this.#fullBps = encodings.map(({ maxBitrate }) => maxBitrate);
    const highest = Math.min(this.#watchedLayer, this.#capped && encodings.length > 1 ? 0 : allLayers);
    encodings.forEach((encoding, layer) => {
      encoding.active = layer <= highest;
      const full = this.#fullBps[layer];
      if (full !== undefined) encoding.maxBitrate = this.#capped ? Math.min(full, cappedBps) : full;
    });
    await sender.setParameters(parameters);
  }
}
