import type { WorkerErrorCode } from '../../contract/errors.ts';
import type { Role } from '../../contract/roles.ts';
import type { Moderator } from './decide-removal.ts';
import type { Seat } from './seat.ts';

/** Seats and the roles that they get. */
export type RoleChange = { seatId: string; role: Role }[];

/**
 * Who becomes what. Only a host gives roles, to people who were let in. Making somebody host hands the meeting over: the caller's own
 * seat becomes a co-host's. Nobody but the owner takes a host's role away, so that a meeting is left without a host only by its owner,
 * who can always take the role back: they act by their account, whatever their seat is. Nor does anybody else change an owner's seat.
 */
export function decideRole(
  by: Moderator,
  target: Seat | undefined,
  role: Role,
  ownerId: string,
): RoleChange | { refused: WorkerErrorCode } {
  if (!by.owner && by.seat?.role !== 'host') return { refused: 'not-allowed' };
  if (!target || (target.state !== 'admitted' && target.state !== 'present'))
    return { refused: 'participant-not-found' };
  if (target.role === role) return [];
  const self = target.id === by.seat?.id;
  // Handed to somebody who is not in, it would have no host.
  const owners = by.owner && target.accountId === ownerId;
  if (role === 'host' && !self && !owners && target.state !== 'present') return { refused: 'participant-not-found' };
  if (!by.owner && (target.role === 'host' || target.accountId === ownerId)) return { refused: 'not-allowed' };
  // An owner's present seat is handed on, not thrown away.
  if (self && role !== 'host') return { refused: 'not-allowed' };
  const handedOver: RoleChange =
    role === 'host' && !self && by.seat?.role === 'host' ? [{ seatId: by.seat.id, role: 'co-host' }] : [];
  return [{ seatId: target.id, role }, ...handedOver];
}
