import { BoxFailure } from '../errors.ts';
import type { Peer } from './peer.ts';
import { Room, type RoomDependencies } from './room.ts';

/** All rooms of this box: one per meeting. */
export class RoomDirectory {
  private readonly rooms = new Map<string, Room>();
  private closing = false;
  private readonly dependencies: RoomDependencies;

  constructor(dependencies: RoomDependencies) {
    this.dependencies = dependencies;
  }

  get(meetingId: string): Room | undefined {
    return this.rooms.get(meetingId);
  }

  all(): Room[] {
    return [...this.rooms.values()];
  }

  /** Peers in any state but `left`: what capacity is counted in. */
  get peerCount(): number {
    return this.all().reduce((sum, { peers }) => sum + peers.size, 0);
  }

  /** The room of a placement, opened if need be. A room of another placement is closed as `moved` first. */
  open(meetingId: string, placement: number, locked: boolean): Room {
    if (this.closing) throw new BoxFailure('box-closing');
    const running = this.rooms.get(meetingId);
    if (running?.placement === placement) return running;
    running?.close('moved');
    const room = new Room(meetingId, placement, locked, this.dependencies, (closed) => {
      if (this.rooms.get(meetingId) === closed) this.rooms.delete(meetingId);
    });
    this.rooms.set(meetingId, room);
    return room;
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
    for (const room of this.all()) room.close('box-closing');
  }
}
