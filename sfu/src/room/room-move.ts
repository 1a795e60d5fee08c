import type { Cancel, Timers } from '../timers.ts';
import type { Peer } from './peer.ts';

/** A room on its way to another box: it ends when everybody here plays from there, or at the deadline. */
export class RoomMove {
  private readonly gone = new WeakSet<Peer>();
  private readonly deadlineAtMs: number;
  private readonly cancelDeadline: Cancel;
  private readonly onOver: () => void;

  constructor(deadlineMs: number, timers: Timers, { onDeadline, onOver }: { onDeadline(): void; onOver(): void }) {
    this.onOver = onOver;
    this.deadlineAtMs = Date.now() + deadlineMs;
    this.cancelDeadline = timers.after(deadlineMs, onDeadline);
  }

  /** What is left of the time, in milliseconds. */
  get leftMs(): number {
    return Math.max(0, this.deadlineAtMs - Date.now());
  }

  /** Someone plays everybody from there. */
  add(peer: Peer): void {
    this.gone.add(peer);
  }

  /** Whoever is connected said so; one who is not, and comes back in time, has a chance to. */
  isOver(peers: Iterable<Peer>): boolean {
    const all = [...peers];
    const joined = all.filter(({ state }) => state === 'joined');
    return all.length === 0 || (joined.length > 0 && joined.every((peer) => this.gone.has(peer)));
  }

  /** The room is closed. */
  close(): void {
    this.cancelDeadline();
    this.onOver();
  }
}
