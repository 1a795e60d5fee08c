import { BoxFailure } from '../errors.ts';
import { type KeptFile, KeptRestores } from './kept-restores.ts';
import type { Peer } from './peer.ts';
import { restoreRoom } from './restore-room.ts';
import { Room } from './room.ts';
import type { RoomBirth, RoomDependencies } from './room-options.ts';
import type { Restore } from './room-store.ts';
import { shareFile } from './share-file.ts';

/** All rooms of this box: one per meeting. */
export class RoomDirectory {
  private readonly rooms = new Map<string, Room>();
  private readonly restores: KeptRestores;
  private closing = false;
  private peers = 0;
  private readonly dependencies: RoomDependencies;

  constructor(dependencies: RoomDependencies) {
    this.dependencies = dependencies;
    const { timers, log } = dependencies;
    this.restores = new KeptRestores(timers, (meetingId, placement) =>
      log('restore-evicted', { meetingId, placement }),
    );
  }

  get(meetingId: string): Room | undefined {
    return this.rooms.get(meetingId);
  }

  all(): Room[] {
    return [...this.rooms.values()];
  }

  /** Peers in any state but `left`: what capacity is counted in. */
  get peerCount(): number {
    return this.peers;
  }

  /** The room of a placement, opened if need be. A room of another placement is closed as `moved` first. */
  open(birth: RoomBirth): Room {
    const { meetingId, placement } = birth;
    if (this.closing) throw new BoxFailure('box-closing');
    const running = this.rooms.get(meetingId);
    if (running?.placement === placement) return running;
    running?.close('moved');
    const room: Room = new Room(birth, this.dependencies, {
      resized: (by) => {
        this.peers += by;
      },
      closed: () => {
        if (this.rooms.get(meetingId) === room) this.rooms.delete(meetingId);
      },
    });
    this.rooms.set(meetingId, room);
    const kept = this.restores.take(meetingId, placement);
    if (kept) this.restoreInto(room, kept);
    for (const shared of kept?.files ?? []) this.shareInto(room, shared);
    return room;
  }

  /** Gives a placement what the one before had: now, or when its room opens. A placement that is over gets nothing. */
  restore(meetingId: string, placement: number, part: Restore): void {
    const room = this.rooms.get(meetingId);
    if (room?.placement === placement) this.restoreInto(room, part);
    else if (!room || room.placement < placement) this.restores.add(meetingId, placement, part);
  }

  /**
   * Says in a placement's room that somebody shared a file: now, or when the room opens. False: the placement is over.
   * @throws {BoxFailure} `participant-not-found` when its sender, or the one whom it is for, is gone
   */
  share(meetingId: string, placement: number, shared: KeptFile): boolean {
    const room = this.rooms.get(meetingId);
    if (room && room.placement > placement) return false;
    if (room?.placement === placement) shareFile(room, shared);
    else this.restores.addFile(meetingId, placement, shared);
    return true;
  }

  /** Forgets what was kept for a placement that is over. */
  endPlacement(meetingId: string, placement: number): void {
    this.restores.endPlacement(meetingId, placement);
  }

  /** The living peer of a participant, wherever it is. */
  find(participantId: string): { room: Room; peer: Peer } | undefined {
    for (const room of this.rooms.values()) {
      const peer = room.peers.get(participantId);
      if (peer) return { room, peer };
    }
    return undefined;
  }

  /** Closes every room as `box-closing`; no new ones open. */
  close(): void {
    this.closing = true;
    this.restores.clear();
    for (const room of this.all()) room.close('box-closing');
  }

  /** Nobody asks any more: who is not even expected here shared it in vain. */
  private shareInto(room: Room, shared: KeptFile): void {
    try {
      shareFile(room, shared);
    } catch (error) {
      this.dependencies.log('file-not-shared', { ...room.name, participantId: shared.participantId, error });
    }
  }

  private restoreInto(room: Room, part: Restore): void {
    restoreRoom(room, part);
    this.dependencies.restored(room.name, part);
    const { expected, chat } = part;
    this.dependencies.log('room-restored', { ...room.name, expected: expected.length, messages: chat.length });
  }
}
