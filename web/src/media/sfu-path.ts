import type { ConsumerOptions, MediaSetup, PayloadOf, ReplyOf, RequestName } from '@parley/sfu/contract/requests.ts';
import { type Epoch, kindOfSource, type Source } from '@parley/sfu/contract/shapes.ts';
import type { IceServer } from '@parley/worker/contract/meetings.ts';
import type { types } from 'mediasoup-client';
import { after } from './after.ts';
import { isAsTold } from './certificate.ts';
import { type ConnectionFacts, readConnectionFacts } from './connection-quality.ts';
import { encodingOptions } from './encodings.ts';
import type { MediaDevice } from './media-device.ts';
import type { Path, PathEvents, PathHealth, Received, Shown } from './path.ts';
import { probe } from './probe.ts';
import { SourceSender } from './source-sender.ts';
import { worstHealth } from './transport-health.ts';

export type BoxRequest = <N extends RequestName>(name: N, payload: PayloadOf<N>) => Promise<ReplyOf<N>>;

export type SfuPathEvents = PathEvents & {
  /** A stream that must be told how it is shown. `playing`: it plays already. */
  onAttached: (stream: Pick<Received, 'id' | 'participantId' | 'source'>, playing: boolean) => void;
  onDetached: (id: string) => void;
};

const sendAnywayAfterMs = 400;
let count = 0;

/** Media through the box's mediasoup: one transport to send, one to receive, made from the reply to `join` or `openMedia`. */
export class SfuPath implements Path {
  readonly id = `sfu:${++count}`;
  readonly kind = 'sfu';
  readonly epoch: Epoch;
  readonly #request: BoxRequest;
  readonly #media: MediaDevice;
  readonly #events: SfuPathEvents;
  readonly #send: types.Transport;
  readonly #recv: types.Transport;
  readonly #senders = new Map<Source, SourceSender>();
  readonly #wanted = new Map<Source, MediaStreamTrack | null>();
  readonly #consumers = new Map<string, types.Consumer | null>();
  readonly #received = new Map<string, Received>();
  /**
   * Receiving goes first by the moment that its connection takes: both keep the browser's one WebRTC thread busy, and
   * what the others send is what this person waits for.
   */
  readonly #receiving: Promise<void>;
  #active = false;
  #capped = false;
  #givenUp = false;
  #closed = false;

  constructor(
    media: MediaDevice,
    setup: MediaSetup,
    iceServers: IceServer[],
    request: BoxRequest,
    events: SfuPathEvents,
  ) {
    this.epoch = setup.epoch;
    this.#media = media;
    this.#request = request;
    this.#events = events;
    const { certificate } = media;
    const local = { iceServers, ...(certificate ? { additionalSettings: { certificates: [certificate] } } : {}) };
    this.#send = media.device.createSendTransport({ ...(setup.sendTransport as types.TransportOptions), ...local });
    this.#recv = media.device.createRecvTransport({ ...(setup.recvTransport as types.TransportOptions), ...local });
    this.#send.on('produce', ({ rtpParameters, appData }, done, failed) => {
      const { source, sidePx } = appData as { source: Source; sidePx?: number };
      const parameters = rtpParameters as PayloadOf<'produce'>['rtpParameters'];
      const payload = { epoch: this.epoch, transportId: this.#send.id, source, rtpParameters: parameters, sidePx };
      request('produce', payload).then(({ producerId }) => done({ id: producerId }), failed);
    });
    for (const transport of [this.#send, this.#recv]) {
      transport.on('connect', ({ dtlsParameters }, done) => {
        // ICE starts at once instead of a round trip later: the box needs the fingerprint only when DTLS begins.
        done();
        // With `join` the box was told already.
        if (isAsTold(media.told.dtlsParameters, dtlsParameters)) return;
        request('connectTransport', { epoch: this.epoch, transportId: transport.id, dtlsParameters }).catch(
          (thrown) => {
            this.#warn('connectTransport', thrown);
            if (!this.#closed) events.onHealth('failed');
          },
        );
      });
      transport.on('connectionstatechange', () => this.#closed || events.onHealth(this.health));
    }
    this.#receiving = this.#untilReceiving(setup.consumers.length);
    for (const consumer of setup.consumers) void this.addConsumer(consumer, true);
  }

  /** The worse of both transports. */
  get health(): PathHealth {
    return worstHealth(this.#send.connectionState, this.#recv.connectionState);
  }

  get connected(): boolean {
    return (
      this.#recv.connectionState === 'connected' || (this.#recv.connectionState === 'new' && !this.#consumers.size)
    );
  }

  async setSending(source: Source, sending: { track: MediaStreamTrack | null } | null): Promise<void> {
    if (sending) this.#wanted.set(source, sending.track);
    else this.#wanted.delete(source);
    await this.#receiving;
    if (this.#closed || this.#givenUp) return;
    const sender = this.#sender(source);
    const track = this.#wanted.get(source);
    await (track === undefined ? sender.end() : sender.set({ track, active: this.#active }));
  }

  /** The box has ended what it got of this source, by the word of a host: it begins anew when it is wanted again. */
  endedAtBox(source: Source): void {
    void this.#senders.get(source)?.endedAtBox();
  }

  setActive(active: boolean): void {
    if (this.#active === active) return;
    this.#active = active;
    for (const [source, track] of this.#wanted) void this.setSending(source, { track });
  }

  setCapped(capped: boolean): void {
    this.#capped = capped;
    for (const sender of this.#senders.values()) sender.setCapped(capped);
  }

  async show(shown: readonly Shown[]): Promise<void> {
    const own = shown.filter(({ id }) => this.#consumers.has(id));
    if (own.length > 0) await this.#request('showConsumers', { epoch: this.epoch, consumers: own });
  }

  /** Says what is to be seen and heard by this way, in a room that is too large for everything. */
  async watch(watched: Omit<PayloadOf<'watch'>, 'epoch'>): Promise<void> {
    if (!this.#closed && !this.#givenUp) await this.#request('watch', { epoch: this.epoch, ...watched });
  }

  /** `playing`: the box sends it from the start; otherwise it waits to hear how it is shown. */
  async addConsumer(options: ConsumerOptions, playing: boolean): Promise<void> {
    const { id, producerId, participantId, source } = options;
    if (this.#closed || this.#consumers.has(id)) return;
    this.#consumers.set(id, null);
    try {
      const consumer = await this.#recv.consume({
        id,
        producerId,
        kind: kindOfSource[source],
        rtpParameters: options.rtpParameters as types.RtpParameters,
        // Lip-sync pairs one person's microphone and camera, and their screen with its sound.
        streamId: `${participantId}:${source.startsWith('screen') ? 'screen' : 'self'}`,
      });
      if (this.#closed || !this.#consumers.has(id) || !consumer.rtpReceiver) return consumer.close();
      this.#consumers.set(id, consumer);
      const { track, rtpReceiver: receiver } = consumer;
      this.#received.set(id, { id, participantId, source, track, receiver });
      this.#announce();
      // Told only now: a picture that the box starts before this side can receive it loses its first keyframe.
      this.#events.onAttached({ id, participantId, source }, playing);
    } catch (thrown) {
      this.#warn(`consume ${source}`, thrown);
      this.#consumers.delete(id);
    }
  }

  removeConsumer(id: string): void {
    this.#consumers.get(id)?.close();
    if (!this.#consumers.delete(id)) return;
    this.#events.onDetached(id);
    if (this.#received.delete(id)) this.#announce();
  }

  /** After a resume: what the box still sends is the truth, and what could not be sent is tried again. */
  reconcile(consumers: readonly ConsumerOptions[]): void {
    const current = new Set(consumers.map(({ id }) => id));
    for (const id of [...this.#consumers.keys()]) if (!current.has(id)) this.removeConsumer(id);
    for (const consumer of consumers) void this.addConsumer(consumer, false);
    for (const sender of this.#senders.values()) void sender.again();
  }

  /** Nobody watches this source above the layer; -1 for nobody at all. */
  limitLayers(source: Source, maxSpatialLayer: number): void {
    this.#sender(source).setWatchedLayer(maxSpatialLayer);
  }

  /** New ways for both transports; throws when the box does not answer. */
  async restartIce(iceServers: IceServer[] | null): Promise<void> {
    await Promise.all(
      [this.#send, this.#recv].map(async (transport) => {
        if (transport.connectionState === 'new') return;
        if (iceServers) await transport.updateIceServers({ iceServers });
        const { iceParameters } = await this.#request('restartIce', { epoch: this.epoch, transportId: transport.id });
        if (!transport.closed) await transport.restartIce({ iceParameters: iceParameters as types.IceParameters });
      }),
    );
  }

  /** Finds out whether this way works before it is needed; throws when it does not. */
  async probe(): Promise<void> {
    await probe(this.#send, this.#recv, (sctpStreamParameters) =>
      this.#request('probe', { epoch: this.epoch, sctpStreamParameters }),
    );
  }

  /** Microphones that are received by this way; some may be held back while others are louder. */
  get voices(): number {
    return [...this.#received.values()].filter(({ source }) => source === 'mic').length;
  }

  /** Any one receiver that something should arrive at; null when there is none. */
  anyReceiver(isOn: (received: Received) => boolean): RTCRtpReceiver | null {
    return [...this.#received.values()].find(isOn)?.receiver ?? null;
  }

  /** How receiving does, for the person who looks. */
  async facts(): Promise<ConnectionFacts> {
    return readConnectionFacts(await this.#recv.getStats());
  }

  async reports(): Promise<readonly RTCStatsReport[]> {
    return this.#closed ? [] : await Promise.all([this.#send.getStats(), this.#recv.getStats()]);
  }

  /** Its box is gone or given up: nothing is sent any more, and what was received stays until something better plays. */
  stopSending(): void {
    this.#givenUp = true;
    for (const sender of this.#senders.values()) sender.close();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const id of this.#consumers.keys()) this.#events.onDetached(id);
    this.#received.clear();
    this.#consumers.clear();
    for (const sender of this.#senders.values()) sender.close();
    this.#send.close();
    this.#recv.close();
    this.#announce();
  }

  #untilReceiving(consumerCount: number): Promise<void> {
    if (consumerCount === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#recv.on('connectionstatechange', (state) => state === 'connected' && resolve());
      setTimeout(resolve, sendAnywayAfterMs);
    });
  }

  #sender(source: Source): SourceSender {
    const existing = this.#senders.get(source);
    if (existing) return existing;
    const sender = new SourceSender(source, {
      produce: (of, track) => this.#produce(of, track),
      closeAtBox: (of) => this.#request('closeProducer', { epoch: this.epoch, source: of }),
      onError: (of, thrown) => this.#warn(`send ${of}`, thrown),
      schedule: after,
    });
    sender.setCapped(this.#capped);
    this.#senders.set(source, sender);
    return sender;
  }

  #produce(source: Source, track: MediaStreamTrack): Promise<types.Producer> {
    const { videoCodec } = this.#media;
    const sidePx = longerSidePx(track);
    return this.#send.produce({
      track,
      ...encodingOptions(source, sidePx),
      ...(kindOfSource[source] === 'video' && videoCodec ? { codec: videoCodec } : {}),
      // Local media owns its tracks: it stops and silences them itself.
      stopTracks: false,
      disableTrackOnPause: false,
      appData: { source, sidePx },
    });
  }

  #announce(): void {
    this.#events.onReceived([...this.#received.values()]);
  }

  #warn(what: string, thrown: unknown): void {
    if (!this.#closed) console.warn(`sfu-path: ${what} failed`, thrown);
  }
}

/** Longer side of a picture as its camera delivers it; undefined for sound, and where the browser does not tell. */
function longerSidePx(track: MediaStreamTrack): number | undefined {
  const { width = 0, height = 0 } = track.kind === 'video' ? track.getSettings() : {};
  return Math.max(width, height) || undefined;
}
