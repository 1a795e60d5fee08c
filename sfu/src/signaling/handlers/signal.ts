import { BoxFailure } from '../../errors.ts';
import { hideAddress } from '../../room/hide-address.ts';
import type { Handler } from './index.ts';
import { otherParticipant } from './other-participant.ts';

/** Passes the negotiation of a direct connection on to one participant, without the sender's address if they hide it. */
export const signal: Handler<'signal'> = async (room, peer, { epoch, to, ...content }) => {
  const receiver = otherParticipant(room, peer, to);
  if (room.ways.mode.mode !== 'p2p') throw new BoxFailure('wrong-mode');
  room.ways.requireModeEpoch(epoch);
  const passed = peer.hideAddress ? hideAddress(content) : content;
  if (passed) receiver.notifier.notify('signal', { epoch, from: peer.id, ...passed });
  return {};
};
