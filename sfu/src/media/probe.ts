import type { types } from 'mediasoup';
import { BoxFailure } from '../errors.ts';
import type { Endpoint } from './endpoint.ts';

/** A data channel each way: what the client sends on the one comes back on the other, once, as it is. */
export interface Probe {
  dataProducer: types.DataProducer;
  dataConsumer: types.DataConsumer;
}

/** Opens a probe on an endpoint, in place of an earlier one. It closes with the endpoint. */
export async function openProbe(endpoint: Endpoint, sctpStreamParameters: types.SctpStreamParameters): Promise<Probe> {
  endpoint.closeProbe();
  const dataProducer = await endpoint.sendTransport.produceData({ sctpStreamParameters });
  try {
    const dataConsumer = await endpoint.recvTransport.consumeData({ dataProducerId: dataProducer.id });
    // mediasoup does not close what was being made while its transport closed.
    if (endpoint.closed) throw new BoxFailure('media-unavailable');
    // Two at once: the later to be ready stays.
    endpoint.closeProbe();
    endpoint.probe = { dataProducer, dataConsumer };
    return endpoint.probe;
  } catch (error) {
    dataProducer.close();
    throw error;
  }
}
