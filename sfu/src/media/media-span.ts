import type { types } from 'mediasoup';
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
import { Forwarding } from './forwarding.ts';
import { noteFirstPacket, waitsForKeyFrame } from './key-frame-wait.ts';
import type { MediaRouter } from './media-router.ts';
import type { MediaWorkers } from './media-workers.ts';
import { Pipes } from './pipes.ts';
import type { Watch } from './selection.ts';
import { showLayer, type View } from './show-layer.ts';
import { SpanRouters } from './span-routers.ts';
import { Speakers } from './speakers.ts';
import { WatchedLayers } from './watched-layers.ts';

/**
 * A few key frames a second per stream at most: many newcomers must not ask for a storm, but each waits for the next one to see
 * anything. Well over 300 ms: Chromium passes over a request that comes sooner after the one before
 * (`kMinKeyframeSendIntervalMs` in WebRTC's `encoder_rtcp_feedback.cc`), and mediasoup asks again only after a second.
 */
const keyFrameRequestDelayMs = 400;

/** What a span tells its owner. Ids are the owner's: media knows neither rooms nor peers. */
export interface MediaSpanEvents {
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
  /** A media worker is gone, and these endpoints with it. Of a span that is closed then, everything. */
  lost(endpointIds: string[]): void;
}

/** What a client begins to send. */
export interface SendOptions {
  source: Source;
  rtpParameters: RtpParameters;
  muted: boolean;
  /** Longer side in pixels of the highest layer; undefined where the client did not tell. */
  sidePx: number | undefined;
}

/** What a span needs besides its first router. */
export interface MediaSpanOptions {
  workers: Pick<MediaWorkers, 'chooseFor'>;
  timers: Timers;
  /** With more endpoints than these the box selects what each one gets; until there are fewer by two. */
  forwardAllUpTo: number;
  events: MediaSpanEvents;
}

/**
 * Endpoints, and who is forwarded what: on one router, and on more when its media worker has enough to do. Each endpoint stays on the
 * router on which it was opened; what it gets from others comes through pipes.
 */
export class MediaSpan {
  private readonly endpoints = new Map<string, Endpoint>();
  private readonly watched = new Map<string, WatchedLayers>();
  private readonly pipes = new Pipes();
  private readonly speakers = new Speakers();
  private readonly routers: SpanRouters;
  private readonly timers: Timers;
  private readonly events: MediaSpanEvents;
  private readonly forwarding: Forwarding;

  constructor(first: MediaRouter, { workers, timers, events, forwardAllUpTo }: MediaSpanOptions) {
    this.timers = timers;
    this.events = events;
    this.speakers.onChange = (ids) => events.speakers(ids);
    const { endpoints, watched, pipes, speakers } = this;
    this.forwarding = new Forwarding({
      pipes,
      endpoints,
      speakers,
      watched,
      forwardAllUpTo,
      timers,
      added: ({ id, epoch }, consumer) => events.consumerAdded(id, epoch, consumer),
      closed: ({ id }, consumerId) => events.consumerClosed(id, consumerId),
      failed: (error) => events.failed(error),
    });
    this.routers = new SpanRouters(first, {
      workers,
      added: ({ levels }) => speakers.listen(levels),
      lost: (router) => this.lost(router),
      failed: (error) => events.failed(error),
    });
  }

  get closed(): boolean {
    return this.routers.closed;
  }

  /** How many media workers it is on. */
  get mediaWorkers(): number {
    return this.routers.count;
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
    const endpoint = await this.open(options);
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
        if (source === 'mic') await endpoint.router.levels.addProducer({ producerId: producer.id });
      } finally {
        // mediasoup does not close what was being made while its transport closed.
        if (endpoint.closed) producer.close();
      }
      if (producer.closed) throw new BoxFailure('media-unavailable');
      this.addProducer(endpoint, producer);
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
    return receives && this.pipes.canConsume(producer, rtpCapabilities) && this.forwarding.selects(endpoint, producer);
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
    this.routers.leave(endpoint.router);
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
    this.routers.close();
  }

  private async open(options: EndpointOptions): Promise<Endpoint> {
    for (;;) {
      const router = await this.routers.enter();
      try {
        return await Endpoint.open(router, options);
      } catch (error) {
        this.routers.leave(router);
        // It died under our hands: then there is another one, or none any more.
        if (this.closed || !router.closed) throw error;
      }
    }
  }

  private lost(router: MediaRouter): void {
    const lost = [...this.endpoints.values()].filter((endpoint) => endpoint.router === router);
    for (const { id } of lost) this.endpoints.delete(id);
    this.forwarding.followSize();
    this.events.lost(lost.map(({ id }) => id));
  }

  private addProducer(endpoint: Endpoint, producer: SourceProducer): void {
    const { source } = producer.appData;
    endpoint.producers.set(source, producer);
    this.pipes.add(producer, endpoint.router);
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
