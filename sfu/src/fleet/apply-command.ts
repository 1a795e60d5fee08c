import type { BoxCommand, ToBox } from '@parley/worker/contract/box-link.ts';
import type { DenyList } from '../admission/deny-list.ts';
import type { RightsList } from '../admission/rights-list.ts';
import { setRights } from '../room/rights.ts';
import type { RoomDirectory } from '../room/room-directory.ts';

export interface Governed {
  directory: RoomDirectory;
  denyList: DenyList;
  rightsList: RightsList;
}

/**
 * Carries out what the live meeting decided. True also when there was nothing to do: the outcome is what was asked for.
 * @throws {BoxFailure} when it cannot be done
 */
export function applyCommand(command: BoxCommand, governed: Governed): boolean {
  const { directory, denyList, rightsList } = governed;
  const { meetingId, placement } = command;
  const running = directory.get(meetingId);
  const room = running?.placement === placement ? running : undefined;
  switch (command.name) {
    case 'close-room':
      endPlacement(command, governed);
      room?.close(command.reason);
      return true;
    case 'remove-participant':
      denyList.ban(meetingId, placement, command.ban);
      room?.remove(command.ban.participantIds);
      return true;
    case 'lock-room':
      denyList.lock(meetingId, placement, command.locked, room ? Math.floor(Date.now() / 1000) : null);
      room?.setLocked(command.locked);
      return true;
    case 'move-room':
      if (room) room.moveAway(command.deadlineMs, () => endPlacement(command, governed));
      else endPlacement(command, governed);
      return true;
    case 'restore-room':
      if (placement > (denyList.endedPlacement(meetingId) ?? 0)) directory.restore(meetingId, placement, command);
      return true;
    case 'set-rights':
      for (const { participantId, role, grants } of command.people) {
        const rights = { version: command.version, role, grants };
        rightsList.set(meetingId, placement, participantId, rights);
        if (room) setRights(room, participantId, rights);
      }
      return true;
    case 'share-file':
      return placement > (denyList.endedPlacement(meetingId) ?? 0) && directory.share(meetingId, placement, command);
    default:
      return command satisfies never;
  }
}

/** Its tokens are no good any more, and what was kept for it is forgotten. */
function endPlacement(
  { meetingId, placement }: { meetingId: string; placement: number },
  { directory, denyList, rightsList }: Governed,
): void {
  denyList.endPlacement(meetingId, placement);
  rightsList.endPlacement(meetingId, placement);
  directory.endPlacement(meetingId, placement);
}

/** Rooms that the box named in its hello. */
export type ToldRooms = readonly { meetingId: string; placement: number }[];

/**
 * The Worker's half of the snapshot is the truth: a room that the box told of and the Worker does not list runs elsewhere or
 * nowhere. One that opened since the hello is too young to be listed, and stays; one on its way to another box ends by itself.
 */
export function reconcile(told: ToldRooms, rooms: (ToBox & { type: 'welcome' })['rooms'], governed: Governed): void {
  const { directory, denyList, rightsList } = governed;
  denyList.reconcile(rooms);
  rightsList.reconcile(rooms);
  const listed = new Map(rooms.map((room) => [room.meetingId, room]));
  for (const { meetingId, placement } of told) {
    const room = directory.get(meetingId);
    if (room?.placement !== placement || room.moving || listed.get(meetingId)?.placement === placement) continue;
    endPlacement({ meetingId, placement }, governed);
    room.close('moved');
  }
  for (const { meetingId, placement, bans, locked } of rooms) {
    const room = directory.get(meetingId);
    if (room?.placement !== placement) continue;
    room.remove(bans.flatMap(({ participantIds }) => participantIds));
    room.setLocked(locked);
  }
}
