import { BoxFailure } from '../../errors.ts';
import type { Handler } from './index.ts';
import { otherParticipant } from './other-participant.ts';

/** Takes down that someone plays somebody by a way, unless the box knows better; tells both when they have come to the wanted one. */
export const reportPath: Handler<'reportPath'> = async (room, peer, { epoch, participantId, path }) => {
  const other = otherParticipant(room, peer, participantId);
  room.ways.requireModeEpoch(epoch);
  if (path === 'sfu' && !room.media.forwardsAll(other, peer)) throw new BoxFailure('proof-refused');
  if (room.ways.report(peer.id, other.id, path)) {
    peer.notifier.notify('pathSettled', { epoch, participantId: other.id, path });
    other.notifier.notify('pathSettled', { epoch, participantId: peer.id, path });
  }
  return {};
};
