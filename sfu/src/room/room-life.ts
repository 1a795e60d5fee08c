import type { Cancel, Timers } from '../timers.ts';
import { nextRoomState, type RoomState, type RoomStateEvent } from './room-state.ts';

/** A room's state, and the grace after which an empty one ends. */
export class RoomLife {
  state: RoomState = 'opening';
  private cancelGrace: Cancel = () => {};

  private readonly timers: Timers;
  private readonly emptyGraceMs: number;
  private readonly onEmpty: () => void;

  constructor(timers: Timers, emptyGraceMs: number, onEmpty: () => void) {
    this.timers = timers;
    this.emptyGraceMs = emptyGraceMs;
    this.onEmpty = onEmpty;
  }

  /** False when the event means nothing now. */
  take(event: RoomStateEvent): boolean {
    const next = nextRoomState(this.state, event);
    if (next === null) return false;
    if (next === 'empty' && this.state !== 'empty')
      this.cancelGrace = this.timers.after(this.emptyGraceMs, this.onEmpty);
    if (this.state === 'empty' && next !== 'empty') this.cancelGrace();
    this.state = next;
    return true;
  }
}
