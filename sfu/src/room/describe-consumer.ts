import type { ConsumerOptions } from '../../contract/requests.ts';
import type { SourceConsumer } from '../media/endpoint.ts';
import { maxSpatialLayer } from '../media/forward.ts';

/** What a client needs to know to receive a stream. */
export function describeConsumer(consumer: SourceConsumer): ConsumerOptions {
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
