/** Something that makes another track of a device's own, frame by frame. */
export type Processed = {
  track: MediaStreamTrack;
  /** Ends it; the device's own track stays. */
  stop: () => void;
};

/**
 * Resolves when the other track has its first frame or sound, so that nothing is missed on the way. Throws when it cannot be had; then
 * the device's own track is used.
 */
export type Processor = (raw: MediaStreamTrack) => Promise<Processed>;

/**
 * Keeps what is shown and sent of one device: its own track, or what a processor makes of it. What was sent goes on until something
 * newer is ready; of several wishes the last one counts.
 */
export class Treatment {
  readonly #onTrack: (track: MediaStreamTrack | null) => void;
  #raw: MediaStreamTrack | null = null;
  #processor: Processor | null = null;
  #current: Processed | null = null;
  #turn = 0;

  constructor(onTrack: (track: MediaStreamTrack | null) => void) {
    this.#onTrack = onTrack;
  }

  /** The device's own track from now on; null: it is closed. */
  async feed(raw: MediaStreamTrack | null): Promise<void> {
    this.#raw = raw;
    await this.#renew();
  }

  /** Throws what the processor threw; the device's own track is used then. */
  async use(processor: Processor | null): Promise<void> {
    this.#processor = processor;
    await this.#renew(true);
  }

  close(): void {
    this.#turn++;
    this.#current?.stop();
    this.#current = null;
  }

  async #renew(throws = false): Promise<void> {
    const turn = ++this.#turn;
    const [raw, processor] = [this.#raw, this.#processor];
    if (!raw || !processor) return this.#take(null, raw);
    try {
      const processed = await processor(raw);
      if (turn !== this.#turn) return processed.stop();
      this.#take(processed, processed.track);
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.#processor = null;
      this.#take(null, raw);
      if (throws) throw thrown;
      console.warn('treatment: an effect failed', thrown);
    }
  }

  #take(processed: Processed | null, track: MediaStreamTrack | null): void {
    const before = this.#current;
    this.#current = processed;
    this.#onTrack(track);
    before?.stop();
  }
}
