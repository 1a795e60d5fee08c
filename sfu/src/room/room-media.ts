import type { types } from 'mediasoup';
import type { NoticeOf } from '../../contract/notices.ts';
import type { ConsumerOptions, MediaSetup, PayloadOf, ReplyOf } from '../../contract/requests.ts';
import type { DtlsParameters } from '../../contract/rtp.ts';
import type { Epoch, Source } from '../../contract/shapes.ts';
import { BoxFailure } from '../errors.ts';
import type { Endpoint, SourceProducer } from '../media/endpoint.ts';
import type { MediaSpan, MediaSpanEvents } from '../media/media-span.ts';
import type { MediaWorkers } from '../media/media-workers.ts';
import { openProbe } from '../media/probe.ts';
import { describeTransport, isConnected } from '../media/transport.ts';
import type { Timers } from '../timers.ts';
import { describeConsumer } from './describe-consumer.ts';
import { type Epochs, requireEpoch } from './epochs.ts';
import { grantOfSource } from './grants.ts';
import { checkCapabilities, checkSendParameters } from './media-checks.ts';
import { refuseMedia } from './media-failure.ts';
import type { Peer } from './peer.ts';
import type { RoomMediaEvents } from './room-media-events.ts';

/** How long a request waits for a span that is being opened or rebuilt before it is answered `media-unavailable`. */
const requestPatienceMs = 3_000;
/** How long one attempt to open a span waits for a media worker. */
const openPatienceMs = 10_000;
/** Pause after an attempt that failed for another reason. */
const failurePauseMs = 1_000;

/** Whose media: the endpoint they hang on, the participant that others know, and what is said to be sent. */
export type MediaPeer = Pick<Peer, 'id' | 'endpointId' | 'sources' | 'may'>;

/**
 * The media of one room: one span of routers now, another one when the last of its media workers dies. Each client's media have the
 * epoch in which they were opened, and keep it when only the mode changes or others lose theirs.
 */
export class RoomMedia {
  /** The epoch of a rebuild that is under way or was the last; null for none. */
  private rebuild: Epoch | null = null;
  private span: MediaSpan | null = null;
  private closed = false;
  private waiting: (() => void)[] = [];

  private readonly epochs: Epochs;
  private readonly workers: MediaWorkers;
  private readonly timers: Timers;
  private readonly events: RoomMediaEvents;

  constructor(epochs: Epochs, workers: MediaWorkers, timers: Timers, events: RoomMediaEvents) {
    this.epochs = epochs;
    this.workers = workers;
    this.timers = timers;
    this.events = events;
  }

  /** The epoch of someone's media; null when they have none now. */
  epochOf({ endpointId }: MediaPeer): Epoch | null {
    return this.span?.endpoint(endpointId)?.epoch ?? null;
  }

  /** How many media workers it is on. */
  get mediaWorkers(): number {
    return this.span?.mediaWorkers ?? 0;
  }

  /** Opens a span, and goes on trying until there is one or the room closes. */
  async open(): Promise<void> {
    const startedAtMs = Date.now();
    while (!this.closed) {
      try {
        const span = await this.workers.openSpan(this.spanEvents(), openPatienceMs);
        if (this.closed) return span.close();
        if (span.closed) continue;
        this.span = span;
        if (this.rebuild) this.events.rebuilt(this.rebuild, Date.now() - startedAtMs);
        else this.events.ready();
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
    this.span?.close();
    this.span = null;
    this.wakeWaiting();
  }

  /** Makes an endpoint, in place of an earlier one, and what it receives to begin with. */
  async openEndpoint(peer: MediaPeer, media: PayloadOf<'openMedia'>): Promise<MediaSetup> {
    const rtpCapabilities = checkCapabilities(media.rtpCapabilities);
    const span = await this.ready();
    const epoch = this.epochs.now;
    return await refuseMedia(async () => {
      const dtlsParameters = (media.dtlsParameters as DtlsParameters | undefined) ?? null;
      const receives = peer.may('receive');
      const options = { id: peer.endpointId, ownerId: peer.id, rtpCapabilities, dtlsParameters, receives, epoch };
      const { endpoint, consumers } = await span.openEndpoint(options, media.maxVideos);
      if (endpoint.closed) throw new BoxFailure('media-unavailable');
      // Rights may have changed meanwhile.
      this.followRights(peer);
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
    this.span?.forget(peer.endpointId, peer.id);
  }

  /** Nothing comes from this client any more, and nothing arrives there. */
  unreachable({ endpointId }: MediaPeer): boolean {
    return this.span?.endpoint(endpointId)?.unreachable ?? false;
  }

  /** All consumers of someone as they are now, for a client that comes back. */
  consumers({ endpointId }: MediaPeer): ConsumerOptions[] {
    return [...(this.span?.endpoint(endpointId)?.consumers.values() ?? [])].map(describeConsumer);
  }

  /** What someone was told last about who watches their pictures, for a client that comes back. */
  watchedLayers({ endpointId }: MediaPeer): NoticeOf<'watchedLayers'>[] {
    const endpoint = this.span?.endpoint(endpointId);
    return endpoint && this.span ? this.span.watchedLayers(endpoint) : [];
  }

  /** Participants who speak now, loudest first. */
  speaking(): string[] {
    return [...(this.span?.speaking ?? [])];
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
    const { span, endpoint } = this.endpoint(peer, request.epoch);
    const { source, rtpParameters, transportId, sidePx } = request;
    const muted = peer.sources.get(source);
    if (transportId !== endpoint.sendTransport.id) throw new BoxFailure('transport-not-found');
    if (endpoint.producers.has(source) || endpoint.producing.has(source)) throw new BoxFailure('source-taken');
    if (muted === undefined) throw new BoxFailure('source-off');
    checkSendParameters(source, rtpParameters);
    const producer = await refuseMedia(() => span.produce(endpoint, { source, rtpParameters, muted, sidePx }));
    // It may have been muted, or ended, while its producer was made.
    if (peer.sources.get(source) !== muted) await this.followSource(peer, source);
    if (!peer.sources.has(source)) throw new BoxFailure('source-off');
    return { producerId: producer.id };
  }

  async closeProducer(peer: MediaPeer, { epoch, source }: PayloadOf<'closeProducer'>) {
    const producer = this.endpoint(peer, epoch).endpoint.producers.get(source);
    if (!producer) throw new BoxFailure('producer-not-found');
    producer.close();
    return {};
  }

  /** Lets a source's producer follow what its sender says of it now. Without a producer there is nothing to do. */
  async followSource(peer: MediaPeer, source: Source): Promise<void> {
    const producer = this.span?.endpoint(peer.endpointId)?.producers.get(source);
    const muted = peer.sources.get(source);
    if (!producer) return;
    if (muted === undefined) return producer.close();
    try {
      await (muted ? producer.pause() : producer.resume());
    } catch (error) {
      // It is gone: what is said counts for the next one.
      if (!producer.closed) throw error;
    }
  }

  /** Opens a data channel each way that sends back what arrives, in place of an earlier one. */
  async probe(peer: MediaPeer, { epoch, sctpStreamParameters }: PayloadOf<'probe'>): Promise<ReplyOf<'probe'>> {
    const { endpoint } = this.endpoint(peer, epoch);
    return await refuseMedia(async () => {
      const { dataProducer, dataConsumer } = await openProbe(
        endpoint,
        sctpStreamParameters as types.SctpStreamParameters,
      );
      const { id, sctpStreamParameters: back } = dataConsumer;
      if (!back) throw new BoxFailure('media-unavailable');
      return { dataProducerId: dataProducer.id, dataConsumer: { id, sctpStreamParameters: back } };
    });
  }

  /** Whether all of what one sends that the other is to get is forwarded to them, over a transport that is connected. */
  forwardsAll(from: MediaPeer, to: MediaPeer): boolean {
    const endpoint = this.span?.endpoint(to.endpointId);
    if (from.sources.size === 0 || endpoint?.receives === false) return true;
    if (!this.span || !endpoint) return false;
    const producers = this.span.endpoint(from.endpointId)?.producers;
    const forwarded = new Set([...endpoint.consumers.values()].map(({ producerId }) => producerId));
    const gets = (producer: SourceProducer) => this.span?.forwards(producer, endpoint) === true;
    let expects = false;
    for (const source of from.sources.keys()) {
      const producer = producers?.get(source);
      // Muted by a right that was taken away: it may not come again.
      if (!producer && !from.may(grantOfSource[source])) continue;
      if (producer && !gets(producer)) continue;
      if (!producer || !forwarded.has(producer.id)) return false;
      expects = true;
    }
    return !expects || isConnected(endpoint.recvTransport);
  }

  /** Whom someone wants to see and hear: what a room too large for everything forwards to them. */
  async watch(peer: MediaPeer, { epoch, see, hear }: PayloadOf<'watch'>) {
    const { span, endpoint } = this.endpoint(peer, epoch);
    const named = see.map(({ participantId: ownerId, source }) => ({ ownerId, source }));
    span.watch(endpoint, { see: named, hear });
    return {};
  }

  /** Someone may receive from now on, or may not any more. */
  followRights(peer: MediaPeer): void {
    this.span?.setReceives(peer.endpointId, peer.may('receive'));
  }

  async showConsumers(peer: MediaPeer, { epoch, consumers }: PayloadOf<'showConsumers'>) {
    const { span, endpoint } = this.endpoint(peer, epoch);
    await refuseMedia(() => span.show(endpoint, consumers));
    return {};
  }

  private transport(peer: MediaPeer, epoch: Epoch, transportId: string): types.WebRtcTransport {
    const transport = this.endpoint(peer, epoch).endpoint.transport(transportId);
    if (!transport) throw new BoxFailure('transport-not-found');
    return transport;
  }

  private endpoint(peer: MediaPeer, epoch: Epoch): { span: MediaSpan; endpoint: Endpoint } {
    if (!this.span) throw new BoxFailure('media-unavailable');
    const endpoint = this.span.endpoint(peer.endpointId);
    // Without one, what it was asked for is gone with a media worker that died.
    if (!endpoint) throw new BoxFailure('stale-epoch');
    requireEpoch(epoch, endpoint.epoch);
    return { span: this.span, endpoint };
  }

  private async ready(): Promise<MediaSpan> {
    if (!this.span && !this.closed) {
      await new Promise<void>((resolve) => {
        const cancel = this.timers.after(requestPatienceMs, resolve);
        this.waiting.push(() => {
          cancel();
          resolve();
        });
      });
    }
    if (!this.span) throw new BoxFailure('media-unavailable');
    return this.span;
  }

  private wakeWaiting(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const wake of waiting) wake();
  }

  private spanEvents(): MediaSpanEvents {
    const { events } = this;
    return {
      consumerAdded: (id, epoch, consumer) => events.consumerAdded(id, epoch, describeConsumer(consumer)),
      consumerClosed: (id, consumerId) => this.span && events.consumerClosed(id, consumerId),
      speakers: (ids) => events.speakers(ids),
      unreachable: (id) => events.unreachable(id),
      failed: (error) => events.failed(error),
      watchedLayers: (id, source, layer) => events.watchedLayers(id, source, layer),
      lost: (endpointIds) => {
        // Without a span yet, `open` is at work and sees by itself that this one is gone.
        if (this.closed || !this.span) return;
        if (!this.span.closed) {
          if (endpointIds.length > 0) events.partLost(this.epochs.next(), endpointIds);
          return;
        }
        this.span = null;
        this.rebuild = this.epochs.next();
        events.lost(this.rebuild);
        void this.open();
      },
    };
  }
}
