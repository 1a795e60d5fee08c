import type { BoxCommand, ToBox } from '@parley/worker/contract/box-link.ts';
import type { DenyList } from '../admission/deny-list.ts';
import type { RoomDirectory } from '../room/room-directory.ts';

export interface Governed {
  directory: RoomDirectory;
  denyList: DenyList;
}

/** Carries out what the live meeting decided. True also when there was nothing to do: the outcome is what was asked for. */
export function applyCommand(command: BoxCommand, { directory, denyList }: Governed): boolean {
  const { meetingId, placement } = command;
  const running = directory.get(meetingId);
  const room = running?.placement === placement ? running : undefined;
  switch (command.name) {
    case 'close-room':
      denyList.endPlacement(meetingId, placement);
      room?.close(command.reason);
      return true;
    case 'remove-participant':
      denyList.ban(meetingId, placement, command.ban);
      for (const id of command.ban.participantIds) {
        const peer = room?.peers.get(id);
        if (peer) room?.end(peer, 'removed');
      }
      return true;
    case 'lock-room':
      denyList.lock(meetingId, placement, command.locked, room ? Math.floor(Date.now() / 1000) : null);
      room?.setLocked(command.locked);
      return true;
    default:
      return command satisfies never;
  }
}

/** Rooms that the box named in its hello. */
export type ToldRooms = readonly { meetingId: string; placement: number }[];

/**
 * The Worker's half of the snapshot is the truth: a room that the box told of and the Worker does not list runs elsewhere or
 * nowhere. One that opened since the hello is too young to be listed, and stays.
 */
export function reconcile(
  told: ToldRooms,
  rooms: (ToBox & { type: 'welcome' })['rooms'],
  { directory, denyList }: Governed,
): void {
  denyList.reconcile(rooms);
  const listed = new Map(rooms.map((room) => [room.meetingId, room]));
  for (const { meetingId, placement } of told) {
    const room = directory.get(meetingId);
    if (room?.placement !== placement || listed.get(meetingId)?.placement === placement) continue;
    denyList.endPlacement(meetingId, placement);
    room.close('moved');
  }
  for (const { meetingId, placement, bans, locked } of rooms) {
    const room = directory.get(meetingId);
    if (room?.placement !== placement) continue;
    for (const id of bans.flatMap(({ participantIds }) => participantIds)) {
      const peer = room.peers.get(id);
      if (peer) room.end(peer, 'removed');
    }
    room.setLocked(locked);
  }
}
