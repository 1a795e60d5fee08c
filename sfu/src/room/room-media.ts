import type { types } from 'mediasoup';
import type { NoticeOf } from '../../contract/notices.ts';
import type { ConsumerOptions, MediaSetup, PayloadOf, ReplyOf } from '../../contract/requests.ts';
import type { DtlsParameters } from '../../contract/rtp.ts';
import type { Epoch, Sending } from '../../contract/shapes.ts';
import { BoxFailure } from '../errors.ts';
import type { Endpoint, SourceConsumer } from '../media/endpoint.ts';
import { maxSpatialLayer } from '../media/forward.ts';
import type { MediaRouter, MediaRouterEvents } from '../media/media-router.ts';
import type { MediaWorkers } from '../media/media-workers.ts';
import { describeTransport } from '../media/transport.ts';
import type { Timers } from '../timers.ts';
import { checkCapabilities, checkSendParameters } from './media-checks.ts';
import { refuseMedia } from './media-failure.ts';
import type { Peer } from './peer.ts';

/** How long a request waits for a router that is being opened or rebuilt before it is answered `media-unavailable`. */
const requestPatienceMs = 3_000;
/** How long one attempt to open a router waits for a media worker. */
const openPatienceMs = 10_000;
/** Pause after an attempt that failed for another reason. */
const failurePauseMs = 1_000;

/** What the room hears of its media. Endpoint ids are peers' own; owners are participants. */
export interface RoomMediaEvents extends Omit<MediaRouterEvents, 'consumerAdded' | 'lost'> {
  consumerAdded(endpointId: string, epoch: Epoch, consumer: ConsumerOptions): void;
  /** The media are gone; they are being rebuilt. */
  lost(epoch: Epoch): void;
  /** Media are ready: the first ones, or rebuilt ones. */
  ready(epoch: Epoch, tookMs: number): void;
}

/** Whose media: the endpoint they hang on, and the participant that others know. */
export type MediaPeer = Pick<Peer, 'id' | 'endpointId'>;

/** The media of one room: one router now, another one when its media worker dies; each life has its own epoch. */
export class RoomMedia {
  private change = 0;
  private router: MediaRouter | null = null;
  private closed = false;
  private waiting: (() => void)[] = [];

  private readonly placement: number;
  private readonly workers: MediaWorkers;
  private readonly timers: Timers;
  private readonly events: RoomMediaEvents;

  constructor(placement: number, workers: MediaWorkers, timers: Timers, events: RoomMediaEvents) {
    this.placement = placement;
    this.workers = workers;
    this.timers = timers;
    this.events = events;
  }

  get epoch(): Epoch {
    return { placement: this.placement, change: this.change };
  }

  /** Opens a router, and goes on trying until there is one or the room closes. */
  async open(): Promise<void> {
    const startedAtMs = Date.now();
    while (!this.closed) {
      try {
        const router = await this.workers.openRouter(this.routerEvents(), openPatienceMs);
        if (this.closed) return router.close();
        if (router.closed) continue;
        this.router = router;
        this.events.ready(this.epoch, Date.now() - startedAtMs);
        return this.wakeWaiting();
      } catch (error) {
        if (this.closed) return;
        this.events.failed(error);
        await this.timers.pause(failurePauseMs);
      }
    }
  }

  close(): void {
    this.closed = true;
    this.router?.close();
    this.router = null;
    this.wakeWaiting();
  }

  /** Makes an endpoint, in place of an earlier one, and what it receives to begin with. */
  async openEndpoint(peer: MediaPeer, receives: boolean, media: PayloadOf<'join'>): Promise<MediaSetup> {
    const rtpCapabilities = checkCapabilities(media.rtpCapabilities);
    const router = await this.ready();
    const { epoch } = this;
    return await refuseMedia(async () => {
      const options = { id: peer.endpointId, ownerId: peer.id, rtpCapabilities, receives };
      const { endpoint, consumers } = await router.openEndpoint(options, media.maxVideos);
      if (endpoint.closed) throw new BoxFailure('media-unavailable');
      return {
        epoch,
        sendTransport: describeTransport(endpoint.sendTransport),
        recvTransport: describeTransport(endpoint.recvTransport),
        consumers: consumers.filter(({ closed }) => !closed).map(describeConsumer),
      };
    });
  }

  /** Closes what someone sends and receives, for good. */
  forget(peer: MediaPeer): void {
    this.router?.forget(peer.endpointId, peer.id);
  }

  /** Nothing comes from this client any more, and nothing arrives there. */
  unreachable({ endpointId }: MediaPeer): boolean {
    return this.router?.endpoint(endpointId)?.unreachable ?? false;
  }

  sending({ endpointId }: MediaPeer): Sending[] {
    const producers = this.router?.endpoint(endpointId)?.producers ?? new Map();
    return [...producers].map(([source, { paused }]) => ({ source, muted: paused }));
  }

  /** All consumers of someone as they are now, for a client that comes back. */
  consumers({ endpointId }: MediaPeer): ConsumerOptions[] {
    return [...(this.router?.endpoint(endpointId)?.consumers.values() ?? [])].map(describeConsumer);
  }

  /** What someone was told last about who watches their pictures, for a client that comes back. */
  watchedLayers({ endpointId }: MediaPeer): NoticeOf<'watchedLayers'>[] {
    const endpoint = this.router?.endpoint(endpointId);
    return endpoint && this.router ? this.router.watchedLayers(endpoint) : [];
  }

  /** Participants who speak now, loudest first. */
  speaking(): string[] {
    return [...(this.router?.speaking ?? [])];
  }

  async connectTransport(peer: MediaPeer, { epoch, transportId, dtlsParameters }: PayloadOf<'connectTransport'>) {
    const transport = this.transport(peer, epoch, transportId);
    await refuseMedia(() => transport.connect({ dtlsParameters: dtlsParameters as DtlsParameters }));
    return {};
  }

  async restartIce(peer: MediaPeer, request: PayloadOf<'restartIce'>): Promise<ReplyOf<'restartIce'>> {
    const transport = this.transport(peer, request.epoch, request.transportId);
    return await refuseMedia(async () => ({ iceParameters: { ...(await transport.restartIce()) } }));
  }

  async produce(peer: MediaPeer, request: PayloadOf<'produce'>): Promise<ReplyOf<'produce'>> {
    const { router, endpoint } = this.endpoint(peer, request.epoch);
    const { source, rtpParameters, muted, transportId, sidePx } = request;
    if (transportId !== endpoint.sendTransport.id) throw new BoxFailure('transport-not-found');
    if (endpoint.producers.has(source) || endpoint.producing.has(source)) throw new BoxFailure('source-taken');
    checkSendParameters(source, rtpParameters);
    const producer = await refuseMedia(() => router.produce(endpoint, { source, rtpParameters, muted, sidePx }));
    return { producerId: producer.id };
  }

  async closeProducer(peer: MediaPeer, { epoch, source }: PayloadOf<'closeProducer'>) {
    this.producer(peer, epoch, source).close();
    return {};
  }

  async setMuted(peer: MediaPeer, { epoch, source, muted }: PayloadOf<'setMuted'>) {
    const producer = this.producer(peer, epoch, source);
    await refuseMedia(() => (muted ? producer.pause() : producer.resume()));
    return {};
  }

  async showConsumers(peer: MediaPeer, { epoch, consumers }: PayloadOf<'showConsumers'>) {
    const { router, endpoint } = this.endpoint(peer, epoch);
    await refuseMedia(() => router.show(endpoint, consumers));
    return {};
  }

  private producer(peer: MediaPeer, epoch: Epoch, source: Sending['source']) {
    const producer = this.endpoint(peer, epoch).endpoint.producers.get(source);
    if (!producer) throw new BoxFailure('producer-not-found');
    return producer;
  }

  private transport(peer: MediaPeer, epoch: Epoch, transportId: string): types.WebRtcTransport {
    const transport = this.endpoint(peer, epoch).endpoint.transport(transportId);
    if (!transport) throw new BoxFailure('transport-not-found');
    return transport;
  }

  private endpoint(peer: MediaPeer, epoch: Epoch): { router: MediaRouter; endpoint: Endpoint } {
    if (epoch.placement !== this.placement || epoch.change !== this.change) throw new BoxFailure('stale-epoch');
    const endpoint = this.router?.endpoint(peer.endpointId);
    if (!this.router || !endpoint) throw new BoxFailure('media-unavailable');
    return { router: this.router, endpoint };
  }

  private async ready(): Promise<MediaRouter> {
    if (!this.router && !this.closed) {
      await new Promise<void>((resolve) => {
        const cancel = this.timers.after(requestPatienceMs, resolve);
        this.waiting.push(() => {
          cancel();
          resolve();
        });
      });
    }
    if (!this.router) throw new BoxFailure('media-unavailable');
    return this.router;
  }

  private wakeWaiting(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const wake of waiting) wake();
  }

  private routerEvents(): MediaRouterEvents {
    const { events } = this;
    return {
      consumerAdded: (id, consumer) => events.consumerAdded(id, this.epoch, describeConsumer(consumer)),
      consumerClosed: (id, consumerId) => this.router && events.consumerClosed(id, consumerId),
      speakers: (ids) => events.speakers(ids),
      unreachable: (id) => events.unreachable(id),
      failed: (error) => events.failed(error),
      watchedLayers: (id, source, layer) => events.watchedLayers(id, source, layer),
      lost: () => {
        // Without a router yet, `open` is at work and sees by itself that this one is gone.
        if (this.closed || !this.router) return;
        this.router = null;
        this.change += 1;
        events.lost(this.epoch);
        void this.open();
      },
    };
  }
}

function describeConsumer(consumer: SourceConsumer): ConsumerOptions {
  return {
    id: consumer.id,
    producerId: consumer.producerId,
    participantId: consumer.appData.ownerId,
    source: consumer.appData.source,
    rtpParameters: consumer.rtpParameters as ConsumerOptions['rtpParameters'],
    producerPaused: consumer.producerPaused,
    maxSpatialLayer: maxSpatialLayer(consumer),
  };
}
