import type { BoxCommand } from '../../contract/box-link.ts';
import type { PlacedRoom } from './fleet-store.ts';

/**
 * Does what was ordered for a meeting's present placement also concern the room that its people are just leaving? Who is removed
 * must go from there as well, who may not speak any more may not there, and an end is an end for all. Bans that it knows already are told to new placements only.
 */
export function holdsWhileMoving(command: BoxCommand, moving: Pick<PlacedRoom, 'bans'>): boolean {
  if (command.name === 'close-room') return command.reason === 'meeting-ended';
  if (command.name === 'set-rights') return true;
  if (command.name !== 'remove-participant') return false;
  const told = JSON.stringify(command.ban);
  return !moving.bans.some((ban) => JSON.stringify(ban) === told);
}
