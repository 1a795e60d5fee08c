import { parseScalabilityMode, type types } from 'mediasoup';
import type { RtpCapabilities } from '../../contract/rtp.ts';
import type { Timers } from '../timers.ts';
import type { Endpoint, ForwardData, SourceConsumer, SourceProducer } from './endpoint.ts';
import { hasJustBegun, waitForKeyFrames } from './key-frame-wait.ts';

/** The pictures to begin with: a screen is why people look; then the newest speakers; then the order of arrival. */
export function choosePictures(
  producers: readonly SourceProducer[],
  most: number,
  lastSpokeAtMs: (ownerId: string) => number,
): SourceProducer[] {
  const isScreen = ({ appData }: SourceProducer) => Number(appData.source === 'screen');
  return producers
    .filter(({ kind }) => kind === 'video')
    .toSorted(
      (a, b) => isScreen(b) - isScreen(a) || lastSpokeAtMs(b.appData.ownerId) - lastSpokeAtMs(a.appData.ownerId),
    )
    .slice(0, most);
}

/**
 * Sends one producer's media to one endpoint. Null when that cannot be: the endpoint may not receive, understands none of the
 * codecs, or one of the two closed meanwhile. A hidden one is paused until its client says how it is shown, and a
 * picture whose sender has just begun until `followConsumer` lets it play.
 */
export async function forward(
  router: types.Router,
  producer: SourceProducer,
  to: Endpoint,
  hidden: boolean,
  timers: Timers,
): Promise<SourceConsumer | null> {
  const { rtpCapabilities } = to;
  if (!to.receives || to.closed || producer.closed) return null;
  if (!canConsume(router, producer, rtpCapabilities)) return null;
  const waits = producer.kind === 'video' && hasJustBegun(producer);
  try {
    const consumer = await to.recvTransport.consume<ForwardData>({
      producerId: producer.id,
      rtpCapabilities: rtpCapabilities as types.RtpCapabilities,
      paused: hidden || waits,
      appData: { ...producer.appData, hidden, selected: true, keptSinceMs: 0 },
    });
    if (!to.closed && to.receives) {
      if (waits) waitForKeyFrames(consumer, producer, to.recvTransport, timers);
      return consumer;
    }
    // mediasoup does not close what was being made while its transport closed, or what nobody may receive any more.
    consumer.close();
    return null;
  } catch (error) {
    if (to.closed || producer.closed || router.closed) return null;
    throw error;
  }
}

/** A client of these capabilities understands one of the producer's codecs. */
export function canConsume(router: types.Router, { id }: SourceProducer, rtpCapabilities: RtpCapabilities): boolean {
  return router.canConsume({ producerId: id, rtpCapabilities: rtpCapabilities as types.RtpCapabilities });
}

/** Highest spatial layer of a stream, counted from 0. */
export function maxSpatialLayer({ type, rtpParameters }: Pick<SourceConsumer, 'type' | 'rtpParameters'>): number {
  const mode = rtpParameters.encodings?.[0]?.scalabilityMode;
  // A simulcast consumer shows its layers as `L3T3` in its one encoding, as mediasoup writes them.
  return type === 'simple' || !mode ? 0 : parseScalabilityMode(mode).spatialLayers - 1;
}
