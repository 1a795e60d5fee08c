import type { Handler } from './index.ts';

/** Ends the stay right after the ack, which must be written first: the end closes the socket. */
export const leave: Handler<'leave'> = async (room, peer) => {
  setImmediate(() => room.end(peer, 'left'));
  return {};
};
