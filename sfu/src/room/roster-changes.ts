import type { LeaveReason } from '../../contract/shapes.ts';

/** Somebody who came or changed; they are described when it is told. */
export interface RosterChange {
  participantId: string;
  /** They came. */
  isNew: boolean;
  /** Others did it: they are to know of it themselves. */
  byOthers: boolean;
}

/** What happened to a roster: first whoever left, then everybody as they are. Somebody can be in both: they came again. */
export interface GatheredChanges {
  left: { participantId: string; reason: LeaveReason }[];
  changed: RosterChange[];
}

/** Gathers what happens to a roster until it is told. */
export class RosterChanges {
  private readonly gone = new Map<string, LeaveReason>();
  private readonly touched = new Map<string, RosterChange>();

  /** Whether somebody came or changed. */
  has(participantId: string): boolean {
    return this.touched.has(participantId);
  }

  came(participantId: string): void {
    this.touched.set(participantId, { participantId, isNew: true, byOthers: false });
  }

  changed(participantId: string, byOthers: boolean): void {
    const earlier = this.touched.get(participantId);
    if (earlier) earlier.byOthers ||= byOthers;
    else this.touched.set(participantId, { participantId, isNew: false, byOthers });
  }

  /** Also of somebody whose coming was not told yet: whoever came in meanwhile found them there. */
  left(participantId: string, reason: LeaveReason): void {
    this.touched.delete(participantId);
    this.gone.set(participantId, reason);
  }

  take(): GatheredChanges {
    const left = [...this.gone].map(([participantId, reason]) => ({ participantId, reason }));
    const changed = [...this.touched.values()];
    this.gone.clear();
    this.touched.clear();
    return { left, changed };
  }
}
