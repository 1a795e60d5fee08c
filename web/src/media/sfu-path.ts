import type { ConsumerOptions, MediaSetup, PayloadOf, ReplyOf, RequestName } from '@parley/sfu/contract/requests.ts';
import { type Sending as BoxSending, type Epoch, kindOfSource, type Source } from '@parley/sfu/contract/shapes.ts';
import type { IceServer } from '@parley/worker/contract/meetings.ts';
import type { types } from 'mediasoup-client';
import { encodingOptions } from './encodings.ts';
import type { MediaDevice } from './media-device.ts';
import type { Path, PathEvents, Received, Sending, Shown } from './path.ts';
import { SourceSender } from './source-sender.ts';
import { keepConnected } from './transport-care.ts';

export type BoxRequest = <N extends RequestName>(name: N, payload: PayloadOf<N>) => Promise<ReplyOf<N>>;

const sendAnywayAfterMs = 400;

/** Media through the box's mediasoup: one transport to send, one to receive, made from the reply to `join` or `openMedia`. */
export class SfuPath implements Path {
  readonly epoch: Epoch;
  readonly #request: BoxRequest;
  readonly #media: MediaDevice;
  readonly #events: PathEvents;
  readonly #send: types.Transport;
  readonly #recv: types.Transport;
  readonly #senders = new Map<Source, SourceSender>();
  readonly #consumers = new Map<string, types.Consumer | null>();
  readonly #received = new Map<string, Received>();
  /**
   * Receiving goes first by the moment that its connection takes: both keep the browser's one WebRTC thread busy, and
   * what the others send is what this person waits for.
   */
  readonly #receiving: Promise<void>;
  #closed = false;

  constructor(media: MediaDevice, setup: MediaSetup, iceServers: IceServer[], request: BoxRequest, events: PathEvents) {
    this.epoch = setup.epoch;
    this.#media = media;
    this.#request = request;
    this.#events = events;
    this.#send = media.device.createSendTransport({ ...(setup.sendTransport as types.TransportOptions), iceServers });
    this.#recv = media.device.createRecvTransport({ ...(setup.recvTransport as types.TransportOptions), iceServers });
    this.#send.on('produce', ({ rtpParameters, appData }, done, failed) => {
      const { source, muted, sidePx } = appData as { source: Source; muted: boolean; sidePx?: number };
      const parameters = rtpParameters as PayloadOf<'produce'>['rtpParameters'];
      const payload = {
        epoch: this.epoch,
        transportId: this.#send.id,
        source,
        rtpParameters: parameters,
        muted,
        sidePx,
      };
      request('produce', payload).then(({ producerId }) => done({ id: producerId }), failed);
    });
    for (const transport of [this.#send, this.#recv]) {
      transport.on('connect', ({ dtlsParameters }, done) => {
        // ICE starts at once instead of a round trip later: the box needs the fingerprint only when DTLS begins.
        done();
        request('connectTransport', { epoch: this.epoch, transportId: transport.id, dtlsParameters }).catch(
          (thrown) => {
            this.#warn('connectTransport', thrown);
            if (!this.#closed) events.onBroken();
          },
        );
      });
      keepConnected(transport, {
        restartIce: () => request('restartIce', { epoch: this.epoch, transportId: transport.id }),
        onBroken: () => !this.#closed && events.onBroken(),
      });
    }
    this.#receiving = this.#untilReceiving(setup.consumers.length);
    for (const consumer of setup.consumers) void this.addConsumer(consumer, true);
  }

  setSending(source: Source, sending: Sending): void {
    void this.#receiving.then(() => !this.#closed && this.#sender(source).set(sending));
  }

  async show(shown: readonly Shown[]): Promise<void> {
    await this.#request('showConsumers', { epoch: this.epoch, consumers: [...shown] });
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
      if (this.#closed || !this.#consumers.has(id)) return consumer.close();
      this.#consumers.set(id, consumer);
      this.#received.set(id, { id, participantId, source, track: consumer.track });
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

  /** After a resume: what the box still sends is the truth. */
  reconcileConsumers(consumers: readonly ConsumerOptions[]): void {
    const current = new Set(consumers.map(({ id }) => id));
    for (const id of [...this.#consumers.keys()]) if (!current.has(id)) this.removeConsumer(id);
    for (const consumer of consumers) void this.addConsumer(consumer, false);
  }

  /** After a resume: what the box has of this side is the truth, too. */
  reconcileSending(atBox: readonly BoxSending[]): void {
    for (const [source, sender] of this.#senders)
      sender.reconcile(atBox.find((each) => each.source === source) ?? null);
  }

  /** Nobody watches this source above the layer; -1 for nobody at all. */
  limitLayers(source: Source, maxSpatialLayer: number): void {
    void this.#sender(source).limitLayers(maxSpatialLayer);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const id of [...this.#consumers.keys()]) this.removeConsumer(id);
    for (const sender of this.#senders.values()) sender.close();
    this.#send.close();
    this.#recv.close();
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
      produce: (of, track, muted) => this.#produce(of, track, muted),
      setMuted: (of, muted) => this.#request('setMuted', { epoch: this.epoch, source: of, muted }),
      closeAtBox: (of) => this.#request('closeProducer', { epoch: this.epoch, source: of }),
      onError: (of, thrown) => this.#warn(`send ${of}`, thrown),
    });
    this.#senders.set(source, sender);
    return sender;
  }

  #produce(source: Source, track: MediaStreamTrack, muted: boolean): Promise<types.Producer> {
    const { videoCodec } = this.#media;
    const sidePx = longerSidePx(track);
    return this.#send.produce({
      track,
      ...encodingOptions(source, sidePx),
      ...(kindOfSource[source] === 'video' && videoCodec ? { codec: videoCodec } : {}),
      // Local media owns its tracks: it stops and silences them itself.
      stopTracks: false,
      disableTrackOnPause: false,
      appData: { source, muted, sidePx },
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
