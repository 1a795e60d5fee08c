import type { Source } from '@parley/sfu/contract/shapes.ts';
import type { types } from 'mediasoup-client';
import type { Sending } from './path.ts';

type Producer = types.Producer;

export type SenderTools = {
  produce: (source: Source, track: MediaStreamTrack, muted: boolean) => Promise<Producer>;
  setMuted: (source: Source, muted: boolean) => Promise<unknown>;
  /** Ends what the box has of the source, when this side does not know it. */
  closeAtBox: (source: Source) => Promise<unknown>;
  onError: (source: Source, thrown: unknown) => void;
};

const allLayers = Number.POSITIVE_INFINITY;
const nothing: Sending = { track: null, muted: true };

/**
 * Brings what is sent of one source to what is wanted, one step at a time: wishes may come faster than the box answers, and only
 * the last one counts. A producer stays once it is there; off means muted and without a track.
 */
export class SourceSender {
  readonly #source: Source;
  readonly #tools: SenderTools;
  #wanted: Sending = nothing;
  #toldMuted: boolean | null = null;
  #producer: Producer | null = null;
  #working = false;
  #closed = false;
  /** What the box said it has, still to be acted on; undefined when it said nothing. */
  #atBox: { muted: boolean } | null | undefined;
  /** Layers above it are not sent. */
  #maxSpatialLayer = allLayers;

  constructor(source: Source, tools: SenderTools) {
    this.#source = source;
    this.#tools = tools;
  }

  set(wanted: Sending): void {
    // A source without a track cannot be heard or seen, whatever is wished.
    this.#wanted = wanted.track ? wanted : nothing;
    if (!this.#working) void this.#work();
  }

  /**
   * What the box has of this source after the connection was lost; null for nothing. A request that failed meanwhile, or whose
   * answer was lost, is made up for; one that is still under way is sent again by the connection itself.
   */
  reconcile(atBox: { muted: boolean } | null): void {
    if (this.#working) return;
    this.#atBox = atBox;
    void this.#work();
  }

  /** Sends only spatial layers up to this one; -1 for none. */
  async limitLayers(maxSpatialLayer: number): Promise<void> {
    this.#maxSpatialLayer = maxSpatialLayer;
    const sender = this.#producer?.rtpSender;
    const parameters = sender?.getParameters();
    if (!sender || !parameters?.encodings?.length) return;
    parameters.encodings.forEach((encoding, layer) => {
      encoding.active = layer <= maxSpatialLayer;
    });
    await sender.setParameters(parameters).catch((thrown) => this.#tools.onError(this.#source, thrown));
  }

  close(): void {
    this.#closed = true;
    this.#producer?.close();
  }

  async #work(): Promise<void> {
    this.#working = true;
    try {
      while (!this.#closed && (await this.#step()));
    } catch (thrown) {
      if (!this.#closed) this.#tools.onError(this.#source, thrown);
    } finally {
      this.#working = false;
    }
  }

  /** One step towards what is wanted; false when there is none left. */
  async #step(): Promise<boolean> {
    if (this.#atBox !== undefined) return this.#accept(this.#atBox);
    const { track, muted } = this.#wanted;
    if (!this.#producer) {
      if (!track || track.readyState === 'ended') return false;
      this.#producer = await this.#tools.produce(this.#source, track, muted);
      this.#toldMuted = muted;
      if (this.#closed) this.#producer.close();
      else if (this.#maxSpatialLayer !== allLayers) await this.limitLayers(this.#maxSpatialLayer);
      return true;
    }
    // Muting is told first and unmuting last, so that nobody sees a frozen picture in between.
    if (muted && this.#toldMuted !== muted) return this.#tell(muted);
    if (this.#producer.track !== track) {
      if (track?.readyState === 'ended') return false;
      await this.#producer.replaceTrack({ track });
      return true;
    }
    return this.#toldMuted === muted ? false : this.#tell(muted);
  }

  async #accept(atBox: { muted: boolean } | null): Promise<true> {
    this.#atBox = undefined;
    if (atBox && this.#producer) {
      this.#toldMuted = atBox.muted;
    } else if (this.#producer) {
      this.#producer.close();
      this.#producer = null;
    } else if (atBox) {
      await this.#tools.closeAtBox(this.#source);
    }
    return true;
  }

  async #tell(muted: boolean): Promise<true> {
    if (muted) this.#producer?.pause();
    else this.#producer?.resume();
    await this.#tools.setMuted(this.#source, muted);
    this.#toldMuted = muted;
    return true;
  }
}
