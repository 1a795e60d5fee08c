import type { Cancel, Timers } from '../timers.ts';
import type { Peer } from './peer.ts';

/** Until when each peer has to join or to come back. */
export class PeerDeadlines {
  private readonly running = new Map<Peer, Cancel>();

  private readonly timers: Timers;
  private readonly onOver: (peer: Peer) => void;

  constructor(timers: Timers, onOver: (peer: Peer) => void) {
    this.timers = timers;
    this.onOver = onOver;
  }

  /** In place of an earlier one. */
  set(peer: Peer, ms: number): void {
    this.clear(peer);
    this.running.set(
      peer,
      this.timers.after(ms, () => this.onOver(peer)),
    );
  }

  clear(peer: Peer): void {
    this.running.get(peer)?.();
    this.running.delete(peer);
  }
}
