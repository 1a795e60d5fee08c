import type { Handler } from './index.ts';

/** Begins to send a source. */
export const produce: Handler<'produce'> = async (room, peer, payload) => {
  const reply = await room.media.produce(peer, payload);
  room.announceChange(peer);
  return reply;
};

/** Stops sending a source. */
export const closeProducer: Handler<'closeProducer'> = async (room, peer, payload) => {
  const reply = await room.media.closeProducer(peer, payload);
  room.announceChange(peer);
  return reply;
};

/** Mutes a source on the box: nothing is forwarded, whatever the client sends. */
export const setMuted: Handler<'setMuted'> = async (room, peer, payload) => {
  const reply = await room.media.setMuted(peer, payload);
  room.announceChange(peer);
  return reply;
};
