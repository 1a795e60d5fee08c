import type { Rights } from '../room/peer.ts';

/** Bounds, so that no stream of commands fills the memory: the oldest go first, and tokens have rights of their own. */
const maxPlacements = 10_000;
const maxPeoplePerPlacement = 5_000;

/** What the live meeting decided that people are and may do, by meeting and placement: also of those who are not here yet. */
export class RightsList {
  private readonly placements = new Map<string, Map<string, Rights>>();

  /** Keeps someone's rights, unless it has newer ones. */
  set(meetingId: string, placement: number, participantId: string, rights: Rights): void {
    const name = key(meetingId, placement);
    const people = this.placements.get(name) ?? new Map<string, Rights>();
    if ((people.get(participantId)?.version ?? -1) > rights.version) return;
    people.set(participantId, rights);
    dropOldest(people, maxPeoplePerPlacement);
    this.placements.set(name, people);
    dropOldest(this.placements, maxPlacements);
  }

  /** Those of a token, or the kept ones where they are newer. */
  newest(meetingId: string, placement: number, participantId: string, ofToken: Rights): Rights {
    const kept = this.placements.get(key(meetingId, placement))?.get(participantId);
    return kept && kept.version > ofToken.version ? kept : ofToken;
  }

  endPlacement(meetingId: string, placement: number): void {
    this.placements.delete(key(meetingId, placement));
  }

  /** Forgets what belongs to placements that the Worker's snapshot does not list. */
  reconcile(rooms: readonly { meetingId: string; placement: number }[]): void {
    const listed = new Set(rooms.map(({ meetingId, placement }) => key(meetingId, placement)));
    for (const known of [...this.placements.keys()]) if (!listed.has(known)) this.placements.delete(known);
  }
}

function key(meetingId: string, placement: number): string {
  return `${meetingId}#${placement}`;
}

function dropOldest(entries: Map<string, unknown>, limit: number): void {
  const oldest = entries.keys().next();
  if (entries.size > limit && !oldest.done) entries.delete(oldest.value);
}
