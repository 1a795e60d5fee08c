import type { types } from 'mediasoup';
import { routerCodecs } from '../../contract/media-codecs.ts';
import type { RtpParameters } from '../../contract/rtp.ts';
import { type Epoch, kindOfSource, type Source } from '../../contract/shapes.ts';
import { BoxFailure } from '../errors.ts';
import type { Timers } from '../timers.ts';
import {
  Endpoint,
  type EndpointOptions,
  type SourceConsumer,
  type SourceProducer,
  type StreamData,
} from './endpoint.ts';
import { followConsumer } from './follow-consumer.ts';
import { canConsume, maxSpatialLayer } from './forward.ts';
import { Forwarding } from './forwarding.ts';
import { noteFirstPacket, waitsForKeyFrame } from './key-frame-wait.ts';
import { chooseSpatialLayer, layerSidesPx } from './layers.ts';
import type { MediaWorker, RunningMediaWorker } from './media-worker.ts';
import type { Watch } from './selection.ts';
import { Speakers } from './speakers.ts';
import { WatchedLayers } from './watched-layers.ts';
import { whileOpen } from './while-open.ts';

/**
 * A few key frames a second per stream at most: many newcomers must not ask for a storm, but each waits for the next one to see
 * anything. Well over 300 ms: Chromium passes over a request that comes sooner after the one before
 * (`kMinKeyframeSendIntervalMs` in WebRTC's `encoder_rtcp_feedback.cc`), and mediasoup asks again only after a second.
 */
const keyFrameRequestDelayMs = 400;

/** What a router tells its owner. Ids are the owner's: media knows neither rooms nor peers. */
export interface MediaRouterEvents {
  /** A new stream for an endpoint, paused. */
  consumerAdded(endpointId: string, epoch: Epoch, consumer: SourceConsumer): void;
  consumerClosed(endpointId: string, consumerId: string): void;
  /** Owners of the microphones that are spoken into, loudest first. */
  speakers(ownerIds: string[]): void;
  watchedLayers(endpointId: string, source: Source, maxSpatialLayer: number): void;
  /** The client's end of the media is gone: no consent from it for a while. */
  unreachable(endpointId: string): void;
  /** A stream could not be forwarded to somebody. */
  failed(error: unknown): void;
  /** The media worker is gone, and everything here with it. */
  lost(): void;
}

/** What a client begins to send. */
export interface SendOptions {
  source: Source;
  rtpParameters: RtpParameters;
  muted: boolean;
  /** Longer side in pixels of the highest layer; undefined where the client did not tell. */
  sidePx: number | undefined;
}

/** How a client shows one of its consumers. */
export interface View {
  id: string;
  hidden: boolean;
  /** Longer side on screen in device pixels. */
  sidePx: number;
}

/** What a router needs besides its media worker. */
export interface MediaRouterOptions {
  timers: Timers;
  /** With more endpoints than these the box selects what each one gets; until there are fewer by two. */
  forwardAllUpTo: number;
  events: MediaRouterEvents;
}

/** One router: the endpoints on it, and who is forwarded what. */
export class MediaRouter {
  private readonly endpoints = new Map<string, Endpoint>();
  private readonly watched = new Map<string, WatchedLayers>();

  private readonly router: types.Router;
  private readonly server: types.WebRtcServer;
  private readonly speakers: Speakers;
  private readonly timers: Timers;
  private readonly events: MediaRouterEvents;
  private readonly forwarding: Forwarding;

  private constructor(
    router: types.Router,
    server: types.WebRtcServer,
    speakers: Speakers,
    { timers, events, forwardAllUpTo }: MediaRouterOptions,
  ) {
    this.router = router;
    this.server = server;
    this.speakers = speakers;
    this.timers = timers;
    this.events = events;
    speakers.onChange = (ids) => events.speakers(ids);
    const { endpoints, watched } = this;
    this.forwarding = new Forwarding({
      router,
      endpoints,
      speakers,
      watched,
      forwardAllUpTo,
      timers,
      added: ({ id, epoch }, consumer) => events.consumerAdded(id, epoch, consumer),
      closed: ({ id }, consumerId) => events.consumerClosed(id, consumerId),
      failed: (error) => events.failed(error),
    });
    router.once('workerclose', () => events.lost());
  }

  static async open(
    worker: MediaWorker,
    running: RunningMediaWorker,
    options: MediaRouterOptions,
  ): Promise<MediaRouter> {
    const mediaCodecs = structuredClone([...routerCodecs]) as types.RouterRtpCodecCapability[];
    worker.routers += 1;
    let router: types.Router | undefined;
    try {
      router = await running.worker.createRouter({ mediaCodecs });
      const speakers = await Speakers.open(router);
      router.observer.once('close', () => {
        worker.routers -= 1;
      });
      return new MediaRouter(router, running.server, speakers, options);
    } catch (error) {
      worker.routers -= 1;
      router?.close();
      throw error;
    }
  }

  get closed(): boolean {
    return this.router.closed;
  }

  endpoint(id: string): Endpoint | undefined {
    return this.endpoints.get(id);
  }

  /**
   * Makes both transports of an endpoint, in place of an earlier one of this id, and forwards what it gets to begin with,
   * playing: sounds and up to `maxVideos` videos. What else it is to get follows as `consumerAdded`.
   */
  async openEndpoint(
    options: EndpointOptions,
    maxVideos: number,
  ): Promise<{ endpoint: Endpoint; consumers: SourceConsumer[] }> {
    this.closeEndpoint(options.id);
    const endpoint = await Endpoint.open(this.router, this.server, options);
    // Two openings at once: the later to be ready stays.
    this.closeEndpoint(options.id);
    this.endpoints.set(options.id, endpoint);
    endpoint.whenUnreachable(() => this.events.unreachable(options.id));
    return { endpoint, consumers: await this.forwarding.begin(endpoint, maxVideos) };
  }

  async produce(endpoint: Endpoint, { source, rtpParameters, muted, sidePx }: SendOptions): Promise<SourceProducer> {
    endpoint.producing.add(source);
    try {
      const producer = await endpoint.sendTransport.produce<StreamData>({
        kind: kindOfSource[source],
        rtpParameters: rtpParameters as types.RtpParameters,
        paused: muted,
        keyFrameRequestDelay: keyFrameRequestDelayMs,
        appData: { ownerId: endpoint.ownerId, source, sidePx },
      });
      noteFirstPacket(producer);
      try {
        if (source === 'mic') await this.speakers.watch(producer);
      } finally {
        // mediasoup does not close what was being made while its transport closed.
        if (endpoint.closed) producer.close();
      }
      if (producer.closed) throw new BoxFailure('media-unavailable');
      this.add(endpoint, producer);
      return producer;
    } finally {
      endpoint.producing.delete(source);
    }
  }

  /** Applies how a client shows its consumers; ids it does not have are ignored. */
  async show(endpoint: Endpoint, views: readonly View[]): Promise<void> {
    await Promise.all(
      views.map(async (view) => {
        const consumer = endpoint.consumers.get(view.id);
        if (!consumer) return;
        await showLayer(consumer, view);
        consumer.appData.hidden = view.hidden;
        const followed = followConsumer(consumer);
        // Its sender has only begun: that is nothing its viewer has to wait for.
        if (waitsForKeyFrame(consumer)) followed.catch((error) => this.events.failed(error));
        else await followed;
        this.watched.get(consumer.producerId)?.update();
      }),
    );
  }

  /** Takes down what a client wants to see and hear: all that counts in a room too large for everything. */
  watch(endpoint: Endpoint, watch: Watch): void {
    endpoint.watch = watch;
    this.forwarding.refresh(endpoint);
  }

  /** Whether an endpoint is to get what a producer sends, and can take it. */
  forwards(producer: SourceProducer, endpoint: Endpoint): boolean {
    const { receives, rtpCapabilities } = endpoint;
    return (
      receives && canConsume(this.router, producer, rtpCapabilities) && this.forwarding.selects(endpoint, producer)
    );
  }

  /** What the sender of these pictures was told last, for each of them. */
  watchedLayers(endpoint: Endpoint): { source: Source; maxSpatialLayer: number }[] {
    return [...endpoint.producers].flatMap(([source, { id }]) => {
      const watched = this.watched.get(id);
      return watched ? [{ source, maxSpatialLayer: watched.told }] : [];
    });
  }

  /** Owners of the microphones that are spoken into now, loudest first. */
  get speaking(): readonly string[] {
    return this.speakers.now;
  }

  /** Whether an endpoint may receive: it gets what it missed, paused, or loses all it had. */
  setReceives(id: string, receives: boolean): void {
    const endpoint = this.endpoints.get(id);
    if (!endpoint || endpoint.receives === receives) return;
    endpoint.receives = receives;
    if (receives) this.forwarding.refresh(endpoint);
    else for (const consumer of [...endpoint.consumers.values()]) consumer.close();
  }

  closeEndpoint(id: string): void {
    const endpoint = this.endpoints.get(id);
    if (!endpoint) return;
    this.endpoints.delete(id);
    endpoint.close();
    this.forwarding.followSize();
  }

  /** Forgets someone who left for good. */
  forget(id: string, ownerId: string): void {
    this.closeEndpoint(id);
    this.speakers.forget(ownerId);
    this.forwarding.forget(ownerId);
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
    this.forwarding.producerAdded(producer);
  }
}

async function showLayer(consumer: SourceConsumer, { hidden, sidePx }: View): Promise<void> {
  const { source, sidePx: topSidePx } = consumer.appData;
  const top = maxSpatialLayer(consumer);
  if (!hidden && top > 0 && (source === 'camera' || source === 'screen')) {
    const spatialLayer = chooseSpatialLayer(sidePx, layerSidesPx(source, top + 1, topSidePx));
    if (consumer.preferredLayers?.spatialLayer !== spatialLayer) {
      await whileOpen(consumer, () => consumer.setPreferredLayers({ spatialLayer }));
    }
  }
}
