import type { RoomEvent } from '@parley/worker/contract/box-link.ts';
import type { RoomStore } from './room-store.ts';

export interface SpotlightOptions {
  meetingId: string;
  placement: number;
  store: Pick<RoomStore, 'spotlight'>;
  /** Tells everybody in the room. */
  tell(participantId: string | null): void;
  /** Tells the Worker, which keeps a copy for the next box. */
  report(event: RoomEvent): void;
}

/** Whom a host shows to everybody. */
export class Spotlight {
  /** It was turned here: what comes later from the placement before does not undo it. */
  private isFromHere = false;
  private readonly options: SpotlightOptions;

  constructor(options: SpotlightOptions) {
    this.options = options;
  }

  get now(): string | null {
    return this.options.store.spotlight;
  }

  set(participantId: string | null): void {
    const { report, meetingId, placement } = this.options;
    this.isFromHere = true;
    if (!this.turn(participantId)) return;
    report({ type: 'spotlight', meetingId, placement, participantId });
  }

  /** Someone is in the room no more. */
  left(participantId: string): void {
    if (this.now === participantId) this.set(null);
  }

  /** As it was on another box: the Worker has it. */
  restore(participantId: string | null): void {
    if (!this.isFromHere) this.turn(participantId);
  }

  private turn(participantId: string | null): boolean {
    const { store, tell } = this.options;
    if (store.spotlight === participantId) return false;
    store.spotlight = participantId;
    tell(participantId);
    return true;
  }
}
