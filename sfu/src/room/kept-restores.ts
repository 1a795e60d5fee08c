import type { Cancel, Timers } from '../timers.ts';
import type { Restore } from './restore-room.ts';

/** Most placements kept at once, and for how long: whoever was let in with the placement joins before their token expires. */
const maxKept = 200;
const keepMs = 180_000;
/** Of one placement: some hundred people and messages each. */
const maxParts = 8;

/** What came for rooms that nobody has joined yet. */
export class KeptRestores {
  private readonly kept = new Map<string, { placement: number; parts: Restore[]; cancel: Cancel }>();
  private readonly timers: Timers;

  constructor(timers: Timers) {
    this.timers = timers;
  }

  get size(): number {
    return this.kept.size;
  }

  /** Keeps a part for its placement; an older placement's are forgotten. */
  add(meetingId: string, placement: number, part: Restore): void {
    const before = this.kept.get(meetingId);
    if (before && before.placement > placement) return;
    const parts = before?.placement === placement ? before.parts : [];
    this.forget(meetingId);
    const cancel = this.timers.after(keepMs, () => this.forget(meetingId));
    this.kept.set(meetingId, { placement, parts: [...parts, part].slice(-maxParts), cancel });
    const oldest = this.kept.keys().next();
    if (this.kept.size > maxKept && !oldest.done) this.forget(oldest.value);
  }

  /** Hands over what came for a placement; what came for an earlier one is forgotten. */
  take(meetingId: string, placement: number): Restore[] {
    const entry = this.kept.get(meetingId);
    if (!entry || entry.placement > placement) return [];
    this.forget(meetingId);
    return entry.placement === placement ? entry.parts : [];
  }

  /** The placement, or a later one, is over. */
  endPlacement(meetingId: string, placement: number): void {
    const entry = this.kept.get(meetingId);
    if (entry && entry.placement <= placement) this.forget(meetingId);
  }

  clear(): void {
    for (const meetingId of [...this.kept.keys()]) this.forget(meetingId);
  }

  private forget(meetingId: string): void {
    this.kept.get(meetingId)?.cancel();
    this.kept.delete(meetingId);
  }
}
