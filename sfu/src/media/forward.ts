import { parseScalabilityMode, type types } from 'mediasoup';
import type { Timers } from '../timers.ts';
import type { Endpoint, ForwardData, SourceConsumer, SourceProducer } from './endpoint.ts';
import { hasJustBegun, waitForKeyFrames } from './key-frame-wait.ts';
import type { Pipes } from './pipes.ts';

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
  pipes: Pipes,
  producer: SourceProducer,
  to: Endpoint,
  hidden: boolean,
  timers: Timers,
): Promise<SourceConsumer | null> {
  const { rtpCapabilities } = to;
  if (!to.receives || to.closed || producer.closed) return null;
  if (!pipes.canConsume(producer, rtpCapabilities)) return null;
  const waits = producer.kind === 'video' && hasJustBegun(producer);
  let release = () => {};
  try {
    release = await pipes.hold(producer, to.router);
    const consumer = await to.recvTransport.consume<ForwardData>({
      producerId: producer.id,
      rtpCapabilities: rtpCapabilities as types.RtpCapabilities,
      paused: hidden || waits,
      appData: { ...producer.appData, hidden, selected: true, keptSinceMs: 0 },
    });
    consumer.observer.once('close', release);
    if (!to.closed && to.receives) {
      if (waits) waitForKeyFrames(consumer, producer, to.recvTransport, timers);
      return consumer;
    }
    // mediasoup does not close what was being made while its transport closed, or what nobody may receive any more.
    consumer.close();
    return null;
  } catch (error) {
    release();
    if (to.closed || producer.closed) return null;
    throw error;
  }
}

/** Highest spatial layer of a stream, counted from 0. */
export function maxSpatialLayer({ type, rtpParameters }: Pick<SourceConsumer, 'type' | 'rtpParameters'>): number {
  const mode = rtpParameters.encodings?.[0]?.scalabilityMode;
  // A simulcast consumer shows its layers as `L3T3` in its one encoding, as mediasoup writes them.
  return type === 'simple' || !mode ? 0 : parseScalabilityMode(mode).spatialLayers - 1;
}
