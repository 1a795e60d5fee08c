import { closeCodes } from '../../contract/live-socket.ts';
import { hashSecret, sameHash } from '../secrets.ts';
import { waitingReason } from './decide-join.ts';
import { doorOf } from './door.ts';
import { close, type LiveSockets, refuseSocket, send } from './live-sockets.ts';
import type { LiveState } from './live-state.ts';
import { isModerator } from './seat.ts';

/** Binds a live socket to the seat that it shows, and tells it how things are. */
export async function greet(
  socket: WebSocket,
  shown: { seatId: string; secret: string },
  sockets: LiveSockets,
  stateNow: () => LiveState | null,
): Promise<void> {
  const hash = await hashSecret(shown.secret);
  const state = stateNow();
  const seat = state?.seat(shown.seatId);
  if (!state || !seat || !sameHash(seat.secretHash, hash)) return refuseSocket(socket, 'seat-unknown');
  if (seat.state === 'denied' || seat.state === 'removed') return refuseSocket(socket, seat.state);
  // The hash took its time: a second hello may have come in between.
  if (sockets.seatOf(socket) !== null) return close(socket, closeCodes.badMessage, 'unexpected message');
  sockets.bind(socket, seat.id);
  if (seat.state === 'waiting') {
    const reason = waitingReason(doorOf(state, Date.now())) ?? 'lobby';
    return send(socket, { type: 'waiting', reason });
  }
  if (!isModerator(seat)) return send(socket, { type: 'admitted' });
  const { lobby, permissions } = state;
  send(socket, { type: 'settings', locked: state.facts.locked, lobby, permissions });
  send(socket, { type: 'knocks', knocks: state.knocks() });
}
