import type { Ban } from '@parley/worker/contract/box-link.ts';
import type { Role } from '@parley/worker/contract/roles.ts';

/** What the live meeting decided about one placement, whether or not its room exists here yet. */
interface Ruling {
  participantIds: Set<string>;
  addresses: Set<string>;
  locked: boolean;
  /** When this box heard of the lock, in seconds since 1970; null when it was locked before its room ran here. */
  lockedAtSeconds: number | null;
}

/** Bounds, so that no stream of commands fills the memory: the oldest go first, and the Worker checks them at its own door too. */
const maxPlacements = 10_000;
const maxBansPerPlacement = 2_000;

/** Bans and locks by meeting and placement: kept while nobody is there, until the placement ends. */
export class DenyList {
  private readonly rulings = new Map<string, Ruling>();
  /** Highest placement known to have ended here, by meeting. */
  private readonly ended = new Map<string, number>();

  ban(meetingId: string, placement: number, { participantIds, address }: Ban): void {
    const ruling = this.ruling(meetingId, placement);
    for (const id of participantIds) addBounded(ruling.participantIds, id);
    if (address !== null) addBounded(ruling.addresses, address.toLowerCase());
  }

  /**
   * `atSeconds`: now, for a lock that was turned while the room ran; null otherwise. One known from a snapshot has no time yet when
   * the command that turned it comes after it.
   */
  lock(meetingId: string, placement: number, locked: boolean, atSeconds: number | null): void {
    const ruling = this.ruling(meetingId, placement);
    const sinceSeconds = ruling.locked ? ruling.lockedAtSeconds : null;
    ruling.locked = locked;
    ruling.lockedAtSeconds = locked ? (sinceSeconds ?? atSeconds) : null;
  }

  /** An address ban is for guests: a host often sits behind the same one. */
  isBanned(meetingId: string, placement: number, who: { participantId: string; address: string; role: Role }): boolean {
    const ruling = this.rulings.get(key(meetingId, placement));
    if (!ruling) return false;
    return ruling.participantIds.has(who.participantId) || (who.role === 'guest' && ruling.addresses.has(who.address));
  }

  /** Removed from any placement: for someone whose peer is gone. */
  isRemoved(participantId: string): boolean {
    return [...this.rulings.values()].some(({ participantIds }) => participantIds.has(participantId));
  }

  isLocked(meetingId: string, placement: number): boolean {
    return this.rulings.get(key(meetingId, placement))?.locked ?? false;
  }

  /** Signed before the lock was turned: whoever the Worker let in since knew of it. */
  isLockedOut(meetingId: string, placement: number, issuedAtSeconds: number): boolean {
    const ruling = this.rulings.get(key(meetingId, placement));
    return ruling?.locked === true && ruling.lockedAtSeconds !== null && issuedAtSeconds < ruling.lockedAtSeconds;
  }

  /** Its tokens are refused from now on, and its rulings forgotten. */
  endPlacement(meetingId: string, placement: number): void {
    this.rulings.delete(key(meetingId, placement));
    const highest = Math.max(placement, this.endedPlacement(meetingId) ?? 0);
    this.ended.delete(meetingId);
    this.ended.set(meetingId, highest);
    dropOldest(this.ended, maxPlacements);
  }

  endedPlacement(meetingId: string): number | null {
    return this.ended.get(meetingId) ?? null;
  }

  /** The Worker's snapshot is the truth: rulings of placements it does not list are forgotten, listed ones replaced. */
  reconcile(rooms: readonly { meetingId: string; placement: number; locked: boolean; bans: readonly Ban[] }[]): void {
    const listed = new Set(rooms.map(({ meetingId, placement }) => key(meetingId, placement)));
    for (const known of [...this.rulings.keys()]) if (!listed.has(known)) this.rulings.delete(known);
    for (const { meetingId, placement, locked, bans } of rooms) {
      const before = this.rulings.get(key(meetingId, placement));
      this.rulings.delete(key(meetingId, placement));
      for (const ban of bans) this.ban(meetingId, placement, ban);
      if (locked) this.lock(meetingId, placement, true, before?.lockedAtSeconds ?? null);
    }
  }

  private ruling(meetingId: string, placement: number): Ruling {
    const name = key(meetingId, placement);
    const known = this.rulings.get(name);
    if (known) return known;
    const ruling: Ruling = { participantIds: new Set(), addresses: new Set(), locked: false, lockedAtSeconds: null };
    this.rulings.set(name, ruling);
    dropOldest(this.rulings, maxPlacements);
    return ruling;
  }
}

function key(meetingId: string, placement: number): string {
  return `${meetingId}#${placement}`;
}

function addBounded(set: Set<string>, value: string): void {
  set.add(value);
  dropOldest(set, maxBansPerPlacement);
}

function dropOldest(entries: Map<string, unknown> | Set<string>, limit: number): void {
  const oldest = entries.keys().next();
  if (entries.size > limit && !oldest.done) entries.delete(oldest.value);
}
