import type { LeaveReason } from '../../contract/shapes.ts';
import type { Cancel, Timers } from '../timers.ts';
import type { Peer } from './peer.ts';
import type { RoomTimes } from './room-options.ts';

/** Until when each peer has to join or to come back, and may stay. */
export class PeerDeadlines {
  private readonly running = new Map<Peer, Cancel>();
  /** Of those whose stay ends by itself. */
  private readonly stays = new Map<Peer, Cancel>();

  private readonly timers: Timers;
  private readonly times: RoomTimes;
  private readonly isUnreachable: (peer: Peer) => boolean;
  private readonly onOver: (peer: Peer, reason: LeaveReason) => void;

  /** `isUnreachable`: nothing comes from them, and nothing reaches them, by the way that media take now. */
  constructor(
    timers: Timers,
    times: RoomTimes,
    { isUnreachable, onOver }: { isUnreachable(peer: Peer): boolean; onOver(peer: Peer, reason: LeaveReason): void },
  ) {
    this.timers = timers;
    this.times = times;
    this.isUnreachable = isUnreachable;
    this.onOver = onOver;
  }

  /** Gives someone who was let in time to join, and to stay if that is bounded: whatever happens until then. */
  awaitJoin(peer: Peer): void {
    const { untilMs } = peer.identity;
    if (untilMs !== null)
      this.stays.set(
        peer,
        this.timers.after(untilMs - Date.now(), () => this.onOver(peer, 'left')),
      );
    this.set(peer, this.times.joinDeadlineMs);
  }

  /** Gives someone without a socket time to come back: little when their media are lost as well. */
  awaitReturn(peer: Peer): void {
    const { resumeGraceMs, unreachableGraceMs } = this.times;
    this.set(peer, this.isUnreachable(peer) ? unreachableGraceMs : resumeGraceMs);
  }

  /** Nothing is awaited any more; of someone who has left, not the end of their stay either. */
  clear(peer: Peer): void {
    this.running.get(peer)?.();
    this.running.delete(peer);
    if (peer.state !== 'left') return;
    this.stays.get(peer)?.();
    this.stays.delete(peer);
  }

  /** In place of an earlier one. */
  private set(peer: Peer, ms: number): void {
    this.clear(peer);
    this.running.set(
      peer,
      this.timers.after(ms, () => this.onOver(peer, 'connection-lost')),
    );
  }
}
