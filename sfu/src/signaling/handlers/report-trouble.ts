import type { Handler } from './index.ts';
import { otherParticipant } from './other-participant.ts';

/** Takes down what is wrong with the wanted way to somebody, for operators and for the choice of the way. */
export const reportTrouble: Handler<'reportTrouble'> = async (room, peer, { epoch, participantId, trouble }) => {
  const other = otherParticipant(room, peer, participantId);
  room.ways.requireModeEpoch(epoch);
  room.ways.troubled(peer.id, other.id, trouble);
  return {};
};
