import type { Handler } from './index.ts';

/** Says something to everybody. */
export const sendChat: Handler<'sendChat'> = async (room, peer, { text }) => ({ message: room.talk.send(peer, text) });

/** What was said after a message that the client has. */
export const readChat: Handler<'readChat'> = async (room, _peer, { afterSeq }) => ({
  messages: room.talk.after(afterSeq),
});

/** Raises or lowers the hand. */
export const setHand: Handler<'setHand'> = async (room, peer, { raised }) => {
  if (room.talk.setHand(peer.id, raised)) room.announceChange(peer);
  return { raisedAtMs: room.talk.hand(peer.id) };
};
