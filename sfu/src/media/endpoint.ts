import type { types } from 'mediasoup';
import type { DtlsParameters, RtpCapabilities } from '../../contract/rtp.ts';
import type { Epoch, Source } from '../../contract/shapes.ts';
import { BoxFailure } from '../errors.ts';
import type { MediaRouter } from './media-router.ts';
import type { Probe } from './probe.ts';
import type { Watch } from './selection.ts';
import { openTransport } from './transport.ts';

/** What is known about a producer or consumer besides mediasoup's own: whose it is and what it carries. */
export interface StreamData extends types.AppData {
  ownerId: string;
  source: Source;
  /** Longer side in pixels of a picture's highest layer, if its sender told. */
  sidePx?: number | undefined;
}
/** Besides, of a consumer: it plays when it is selected and not hidden. */
export interface ForwardData extends StreamData {
  /** The client does not show it, or has not said how. */
  hidden: boolean;
  /** The box lets the client have it now; otherwise it is kept for later. */
  selected: boolean;
  /** Since when it is kept for later, in milliseconds since 1970. */
  keptSinceMs: number;
}
export type SourceProducer = types.Producer<StreamData>;
export type SourceConsumer = types.Consumer<ForwardData>;

export interface EndpointOptions {
  id: string;
  ownerId: string;
  rtpCapabilities: RtpCapabilities;
  /** The client's end of both transports; null where it will say so later. */
  dtlsParameters: DtlsParameters | null;
  receives: boolean;
  /** With which requests name it: its owner's of the time when it was asked for. */
  epoch: Epoch;
}

/** One client's end of the media: a transport each way, what it sends by source, what it receives by consumer id. */
export class Endpoint {
  readonly producers = new Map<Source, SourceProducer>();
  readonly consumers = new Map<string, SourceConsumer>();
  /** Sources whose producer is being made: a second one of the same source is refused meanwhile. */
  readonly producing = new Set<Source>();
  /** Ids of producers of which a consumer is being made. */
  readonly opening = new Set<string>();
  /** What its client wants to see and hear; null as long as it has not said. */
  watch: Watch | null = null;

  readonly id: string;
  /** Whose it is, as others are told. */
  readonly ownerId: string;
  readonly rtpCapabilities: RtpCapabilities;
  /** It may receive: nothing is forwarded to it otherwise. */
  receives: boolean;
  readonly epoch: Epoch;
  /** Its newest probe; null for none. */
  probe: Probe | null = null;
  /** Both transports are on it. */
  readonly router: MediaRouter;
  readonly sendTransport: types.WebRtcTransport;
  readonly recvTransport: types.WebRtcTransport;

  private constructor(
    router: MediaRouter,
    options: EndpointOptions,
    send: types.WebRtcTransport,
    receive: types.WebRtcTransport,
  ) {
    this.id = options.id;
    this.ownerId = options.ownerId;
    this.rtpCapabilities = options.rtpCapabilities;
    this.receives = options.receives;
    this.epoch = options.epoch;
    this.router = router;
    this.sendTransport = send;
    this.recvTransport = receive;
  }

  static async open(on: MediaRouter, options: EndpointOptions): Promise<Endpoint> {
    const { router, server } = on;
    const opened = await Promise.allSettled([
      openTransport(router, server, 'send', options.dtlsParameters),
      openTransport(router, server, 'receive', options.dtlsParameters),
    ]);
    const [send, receive] = opened;
    // mediasoup does not close what was being made while its router closed.
    if (send.status === 'fulfilled' && receive.status === 'fulfilled' && !router.closed) {
      return new Endpoint(on, options, send.value, receive.value);
    }
    for (const result of opened) if (result.status === 'fulfilled') result.value.close();
    throw opened.find((result) => result.status === 'rejected')?.reason ?? new BoxFailure('media-unavailable');
  }

  get closed(): boolean {
    return this.sendTransport.closed || this.recvTransport.closed;
  }

  transport(id: string): types.WebRtcTransport | undefined {
    return [this.sendTransport, this.recvTransport].find((transport) => transport.id === id);
  }

  /**
   * Nothing comes or goes any more: each transport that ever had a connection lost it, and one had. One that never had any is
   * not asked: whoever sends nothing, or is alone, has no connection to lose.
   */
  get unreachable(): boolean {
    const states = [this.sendTransport, this.recvTransport]
      .map(({ iceState }) => iceState)
      .filter((state) => state !== 'new');
    return states.length > 0 && states.every((state) => state === 'disconnected' || state === 'closed');
  }

  /** Calls back when the endpoint has become unreachable. */
  whenUnreachable(callback: () => void): void {
    for (const transport of [this.sendTransport, this.recvTransport]) {
      transport.observer.on('icestatechange', () => !this.closed && this.unreachable && callback());
    }
  }

  closeProbe(): void {
    // Its consumer goes with it.
    this.probe?.dataProducer.close();
    this.probe = null;
  }

  /** Closes both transports, and with them its producers (so the consumers of others) and its consumers. */
  close(): void {
    this.sendTransport.close();
    this.recvTransport.close();
  }
}
