import type { types } from 'mediasoup-client';
import { after } from './after.ts';

/** Longest time for which a connection that does not come about holds up the streams that come later. */
const heldMs = 400;

/** mediasoup-client's id of what it receives the box's probing of the line with. */
const probationId = 'probator';

/**
 * Negotiates the stream that the box probes the line with once the transport is connected. mediasoup-client would do so right after
 * the first picture's stream, and the browser's one WebRTC thread would be busy with it instead of with connecting.
 */
export function probeLater(factory: types.HandlerFactory, schedule: typeof after = after): types.HandlerFactory {
  return {
    ...factory,
    factory: (options) => {
      const handler = factory.factory(options);
      const connected = untilConnected(handler);
      const receive = handler.receive.bind(handler);
      handler.receive = async (streams) => {
        if (streams.every(({ trackId }) => trackId === probationId)) await atMost(heldMs, connected, schedule);
        return receive(streams);
      };
      return handler;
    },
  };
}

function untilConnected(handler: types.HandlerInterface): Promise<void> {
  return new Promise((resolve) => {
    handler.on('@connectionstatechange', (state) => {
      if (state === 'connected') resolve();
    });
    handler.on('@close', resolve);
  });
}

function atMost(ms: number, event: Promise<void>, schedule: typeof after): Promise<void> {
  return new Promise((resolve) => {
    const cancel = schedule(resolve, ms);
    void event.then(cancel).then(resolve);
  });
}
