import type { types } from 'mediasoup';
import { BoxFailure } from '../errors.ts';

/**
 * Both media workers are on this machine. What waits in the socket while the other one is busy shall fit, as far as the system allows;
 * what does not is asked for again (RTX).
 */
const pipeOptions: types.PipeTransportOptions = {
  listenInfo: { protocol: 'udp', ip: '127.0.0.1', sendBufferSize: 4 << 20, recvBufferSize: 4 << 20 },
  enableSctp: false,
  enableRtx: true,
  enableSrtp: false,
};

/** The two ends of a pipe between two routers, by the id of the router that each is on. It carries both directions. */
export type PipeEnds = ReadonlyMap<string, types.PipeTransport>;

/** Connects two routers. The pipe closes with either. */
export async function openPipe(one: types.Router, other: types.Router): Promise<PipeEnds> {
  const opened = await Promise.allSettled([one, other].map((router) => router.createPipeTransport(pipeOptions)));
  const ends = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const closeAll = () => {
    for (const end of ends) end.close();
  };
  try {
    const [first, second] = ends;
    if (!first || !second) throw opened.find((result) => result.status === 'rejected')?.reason;
    await Promise.all([connect(first, second), connect(second, first)]);
    // mediasoup does not close what was being made while its router closed.
    if (one.closed || other.closed || first.closed || second.closed) throw new BoxFailure('media-unavailable');
    for (const end of ends) end.observer.once('close', closeAll);
    return new Map([
      [one.id, first],
      [other.id, second],
    ]);
  } catch (error) {
    closeAll();
    throw error;
  }
}

function connect(end: types.PipeTransport, { tuple }: types.PipeTransport): Promise<void> {
  return end.connect({ ip: tuple.localAddress, port: tuple.localPort });
}

/** A producer's stream on another router, under the same id: all its layers, muted while it is. */
export interface PipedStream {
  close(): void;
  whenClosed(callback: () => void): void;
}

/** Sends a producer's stream through a pipe. It ends there when the producer closes, or an end of the pipe. */
export async function pipeStream(
  producer: Pick<types.Producer, 'id' | 'appData'>,
  from: types.PipeTransport,
  to: types.PipeTransport,
): Promise<PipedStream> {
  const consumer = await from.consume({ producerId: producer.id });
  let copy: types.Producer | undefined;
  try {
    if (from.closed) throw new BoxFailure('media-unavailable');
    const { kind, rtpParameters, producerPaused: paused } = consumer;
    copy = await to.produce({ id: producer.id, kind, rtpParameters, paused, appData: producer.appData });
    if (to.closed || consumer.closed) throw new BoxFailure('media-unavailable');
  } catch (error) {
    copy?.close();
    consumer.close();
    throw error;
  }
  const sent = copy;
  const follow = () => {
    // It may be gone with its media worker: then there is nothing to follow.
    (consumer.producerPaused ? sent.pause() : sent.resume()).catch(() => {});
  };
  if (sent.paused !== consumer.producerPaused) follow();
  consumer.on('producerpause', follow);
  consumer.on('producerresume', follow);
  consumer.observer.once('close', () => sent.close());
  sent.observer.once('close', () => consumer.close());
  return {
    close: () => sent.close(),
    whenClosed: (callback) => void sent.observer.once('close', callback),
  };
}
