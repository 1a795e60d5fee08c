import type { types } from 'mediasoup';
import { routerCodecs } from '../../contract/media-codecs.ts';
import type { RtpCapabilities, RtpParameters } from '../../contract/rtp.ts';
import { kindOfSource, type Source } from '../../contract/shapes.ts';
import type { Timers } from '../timers.ts';
import { Endpoint, type SourceConsumer, type SourceProducer, type StreamData } from './endpoint.ts';
import { chooseFirst, forward, maxSpatialLayer } from './forward.ts';
import { chooseSpatialLayer, layerSidesPx } from './layers.ts';
import type { MediaWorker, RunningMediaWorker } from './media-worker.ts';
import { Speakers } from './speakers.ts';
import { WatchedLayers } from './watched-layers.ts';

/** At most one key frame a second per stream: many newcomers, or a wrong key of end-to-end encryption, must not ask for a storm. */
const keyFrameRequestDelayMs = 1_000;

/** What a router tells its owner. Ids are the owner's: media knows neither rooms nor peers. */
export interface MediaRouterEvents {
  /** A new stream for an endpoint, paused. */
  consumerAdded(endpointId: string, consumer: SourceConsumer): void;
  consumerClosed(endpointId: string, consumerId: string): void;
  speakers(endpointIds: string[]): void;
  watchedLayers(endpointId: string, source: Source, maxSpatialLayer: number): void;
  /** The media worker is gone, and everything here with it. */
  lost(): void;
}

/** How a client shows one of its consumers. */
export interface View {
  id: string;
  hidden: boolean;
  /** Longer side on screen in device pixels. */
  sidePx: number;
}

/** One router: the endpoints on it, and who is forwarded what. */
export class MediaRouter {
  private readonly endpoints = new Map<string, Endpoint>();
  private readonly watched = new Map<string, WatchedLayers>();

  private constructor(
    private readonly router: types.Router,
    private readonly server: types.WebRtcServer,
    private readonly speakers: Speakers,
    private readonly timers: Timers,
    private readonly events: MediaRouterEvents,
  ) {
    router.once('workerclose', () => events.lost());
  }

  static async open(
    worker: MediaWorker,
    running: RunningMediaWorker,
    timers: Timers,
    events: MediaRouterEvents,
  ): Promise<MediaRouter> {
    worker.routers += 1;
    try {
      const router = await running.worker.createRouter({ mediaCodecs: structuredClone([...routerCodecs]) as types.RouterRtpCodecCapability[] });
      router.observer.once('close', () => {
        worker.routers -= 1;
      });
      const speakers = await Speakers.open(router, (ids) => events.speakers(ids));
      return new MediaRouter(router, running.server, speakers, timers, events);
    } catch (error) {
      worker.routers -= 1;
      throw error;
    }
  }

  get closed(): boolean {
    return this.router.closed;
  }

  endpoint(id: string): Endpoint | undefined {
    return this.endpoints.get(id);
  }

  /** Makes both transports; an earlier endpoint of this id is closed. Nothing is forwarded to it before `forwardFirst`. */
  async openEndpoint(options: { id: string; rtpCapabilities: RtpCapabilities; receives: boolean }): Promise<Endpoint> {
    this.closeEndpoint(options.id);
    const endpoint = await Endpoint.open(this.router, this.server, options);
    // Two openings at once: the later to be ready stays.
    this.closeEndpoint(options.id);
    this.endpoints.set(options.id, endpoint);
    return endpoint;
  }

  /**
   * What a new endpoint gets to begin with, playing: all audio and up to `maxVideos` videos. The others follow as
   * `consumerAdded`. To be called at once after `openEndpoint`, in the same turn: a producer made from then on is forwarded by
   * `produce`, one made before by this.
   */
  async forwardFirst(endpoint: Endpoint, maxVideos: number): Promise<SourceConsumer[]> {
    const others = [...this.endpoints.values()].filter((other) => other !== endpoint);
    const producers = others.flatMap((other) => [...other.producers.values()]);
    const { now, later } = chooseFirst(producers, maxVideos, (id) => this.speakers.lastSpoke(id));
    const first = await Promise.all(now.map((producer) => this.forwardTo(endpoint, producer, false)));
    for (const producer of later) this.announce(endpoint, producer);
    return first.filter((consumer) => consumer !== null);
  }

  async produce(
    endpoint: Endpoint,
    { source, rtpParameters, muted }: { source: Source; rtpParameters: RtpParameters; muted: boolean },
  ): Promise<SourceProducer> {
    endpoint.producing.add(source);
    try {
      const producer = await endpoint.sendTransport.produce<StreamData>({
        kind: kindOfSource[source],
        rtpParameters: rtpParameters as types.RtpParameters,
        paused: muted,
        keyFrameRequestDelay: keyFrameRequestDelayMs,
        appData: { ownerId: endpoint.id, source },
      });
      if (source === 'mic') await this.speakers.watch(producer);
      if (producer.closed) throw new Error('The transport closed meanwhile.');
      this.add(endpoint, producer);
      return producer;
    } finally {
      endpoint.producing.delete(source);
    }
  }

  /** Applies how a client shows its consumers; ids it does not have are ignored. */
  async show(endpoint: Endpoint, views: readonly View[]): Promise<void> {
    await Promise.all(
      views.map(async ({ id, hidden, sidePx }) => {
        const consumer = endpoint.consumers.get(id);
        if (!consumer) return;
        await showConsumer(consumer, hidden, sidePx);
        this.watched.get(consumer.producerId)?.update();
      }),
    );
  }

  closeEndpoint(id: string): void {
    const endpoint = this.endpoints.get(id);
    if (!endpoint) return;
    this.endpoints.delete(id);
    endpoint.close();
  }

  /** Forgets someone who left for good. */
  forget(id: string): void {
    this.closeEndpoint(id);
    this.speakers.forget(id);
  }

  close(): void {
    for (const id of [...this.endpoints.keys()]) this.closeEndpoint(id);
    this.router.close();
  }

  private add(endpoint: Endpoint, producer: SourceProducer): void {
    const { source } = producer.appData;
    endpoint.producers.set(source, producer);
    if (producer.kind === 'video') {
      const tell = (layer: number) => this.events.watchedLayers(endpoint.id, source, layer);
      this.watched.set(producer.id, new WatchedLayers(producer, this.timers, tell));
    }
    producer.observer.once('close', () => {
      endpoint.producers.delete(source);
      this.watched.delete(producer.id);
    });
    for (const other of this.endpoints.values()) if (other !== endpoint) this.announce(other, producer);
  }

  /** Forwards paused, in the background: its fault is the receiver's loss of one stream, never the sender's error. */
  private announce(endpoint: Endpoint, producer: SourceProducer): void {
    this.forwardTo(endpoint, producer, true).then(
      (consumer) => consumer && this.events.consumerAdded(endpoint.id, consumer),
      () => {},
    );
  }

  private async forwardTo(endpoint: Endpoint, producer: SourceProducer, paused: boolean): Promise<SourceConsumer | null> {
    const consumer = await forward(this.router, producer, endpoint, paused);
    if (!consumer || consumer.closed) return null;
    endpoint.consumers.set(consumer.id, consumer);
    this.watched.get(producer.id)?.add(consumer);
    consumer.observer.once('close', () => {
      endpoint.consumers.delete(consumer.id);
      this.watched.get(producer.id)?.delete(consumer);
      if (!endpoint.closed) this.events.consumerClosed(endpoint.id, consumer.id);
    });
    return consumer;
  }
}

async function showConsumer(consumer: SourceConsumer, hidden: boolean, sidePx: number): Promise<void> {
  if (hidden) return consumer.paused ? undefined : consumer.pause();
  const { source } = consumer.appData;
  const top = maxSpatialLayer(consumer);
  if (top > 0 && (source === 'camera' || source === 'screen')) {
    const spatialLayer = chooseSpatialLayer(sidePx, layerSidesPx(source, top + 1));
    if (consumer.preferredLayers?.spatialLayer !== spatialLayer) await consumer.setPreferredLayers({ spatialLayer });
  }
  if (consumer.paused) await consumer.resume();
}
