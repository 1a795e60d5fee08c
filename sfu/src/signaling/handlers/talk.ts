import { BoxFailure } from '../../errors.ts';
import { authorOf, nameParticipant } from '../../room/names.ts';
import type { Handler } from './index.ts';

/** Says something to everybody, or to one person, also while that one is away. */
export const sendChat: Handler<'sendChat'> = async (room, peer, { text, to }) => {
  if (to === peer.id) throw new BoxFailure('participant-not-found');
  return { message: room.talk.send(authorOf(peer), text, to === undefined ? null : nameParticipant(room, to)) };
};

/** What was said after a message that the client has. */
export const readChat: Handler<'readChat'> = async (room, peer, { afterSeq }) => ({
  messages: room.talk.after(afterSeq, peer.id),
});

/** Throws something into the room; beyond what a room is told of, in vain. */
export const react: Handler<'react'> = async (room, peer, { reaction }) => {
  room.reactions.add({ participantId: peer.id, reaction });
  return {};
};

/** Takes down how somebody's connection does, and tells the others. */
export const reportQuality: Handler<'reportQuality'> = async (room, peer, { quality }) => {
  if (peer.quality === quality) return {};
  peer.quality = quality;
  room.announceChange(peer);
  return {};
};

/** Raises or lowers the hand. */
export const setHand: Handler<'setHand'> = async (room, peer, { raised }) => {
  if (room.talk.setHand(peer.id, raised)) room.announceChange(peer);
  return { raisedAtMs: room.talk.hand(peer.id) };
};
