import type { WorkerErrorCode } from '../../contract/errors.ts';
import type { LiveBan, Seat } from './seat.ts';

/** Who asks: the meeting's owner (also without a seat), or the host or co-host of a seat. */
export type Moderator = { owner: boolean; seat: Seat | null };

export type Removal = { ban: LiveBan; seatIds: string[] };

/**
 * Whom a removal strikes: the participant and all seats of the same account. Nobody removes a host, the
 * meeting's owner or themself; a co-host is
 * removed by a host only. An address that a host or co-host shares is never banned: it would lock them out as well.
 */
export function decideRemoval(
  by: Moderator,
  target: Seat | undefined,
  seats: readonly Seat[],
  banAddress: boolean,
  ownerId: string,
): Removal | { refused: WorkerErrorCode } {
  if (!target || target.state === 'denied') return { refused: 'participant-not-found' };
  const byHost = by.owner || by.seat?.role === 'host';
  const protectedSeat = (seat: Seat) => seat.role === 'host' || seat.accountId === ownerId || seat.id === by.seat?.id;
  if (protectedSeat(target)) return { refused: 'not-allowed' };
  if (target.role === 'co-host' && !byHost) return { refused: 'not-allowed' };
  const sameAccount = (seat: Seat) => target.accountId !== null && seat.accountId === target.accountId;
  const struck = seats.filter((seat) => seat.id === target.id || sameAccount(seat));
  if (struck.some(protectedSeat)) return { refused: 'not-allowed' };
  const shared = seats.some(
    (seat) => seat.address === target.address && seat.role !== 'guest' && !struck.includes(seat),
  );
  return {
    seatIds: struck.map((seat) => seat.id),
    ban: {
      participantIds: struck.map((seat) => seat.participantId),
      accountId: target.accountId,
      address: banAddress && !shared ? target.address : null,
    },
  };
}
