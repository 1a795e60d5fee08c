import type { Participant } from '@parley/sfu/contract/shapes.ts';

/** The others in the room, in the order in which they came. */
export type Roster = readonly Participant[];

/** Who came and who went between two rosters: what is announced. */
export type RosterChange = { roster: Roster; came: Participant[]; went: Participant[] };

const byArrival = (a: Participant, b: Participant) => a.joinedAtMs - b.joinedAtMs || (a.id < b.id ? -1 : 1);

/** Those whose signaling stands: what is told them by the box gets there. */
export function reachable(roster: Roster): ReadonlySet<string> {
  return new Set(roster.filter(({ suspended }) => !suspended).map(({ id }) => id));
}

/**
 * Those known before whom signals reach again: they are back, or came to the box where this person is now. What was sent them in
 * between is lost.
 */
export function backInReach(before: Roster, reached: ReadonlySet<string>, now: ReadonlySet<string>): string[] {
  return before.map(({ id }) => id).filter((id) => now.has(id) && !reached.has(id));
}

/** Someone joined, or is there again: known ids are updated, never doubled. */
export function withParticipant(roster: Roster, participant: Participant): RosterChange {
  const known = roster.some(({ id }) => id === participant.id);
  const others = roster.filter(({ id }) => id !== participant.id);
  return { roster: [...others, participant].sort(byArrival), came: known ? [] : [participant], went: [] };
}

export function withoutParticipant(roster: Roster, id: string): RosterChange {
  return { roster: roster.filter((each) => each.id !== id), came: [], went: roster.filter((each) => each.id === id) };
}

/** Several came or changed at once; oneself is left out. */
export function withAll(roster: Roster, participants: readonly Participant[], selfId: string): Roster {
  const told = new Set(participants.map(({ id }) => id));
  const others = participants.filter(({ id }) => id !== selfId);
  return [...roster.filter(({ id }) => !told.has(id)), ...others].sort(byArrival);
}

/** Several left at once. */
export function withoutAll(roster: Roster, left: readonly { participantId: string }[]): Roster {
  const gone = new Set(left.map(({ participantId }) => participantId));
  return roster.filter(({ id }) => !gone.has(id));
}

/** They changed; someone unknown is ignored, for their arrival will be told as such. */
export function withChange(roster: Roster, participant: Participant): RosterChange {
  return { roster: roster.map((each) => (each.id === participant.id ? participant : each)), came: [], went: [] };
}

/** After a reconnect, the box's list is the truth; the differences are what was missed. */
export function reconciled(roster: Roster, truth: readonly Participant[], selfId: string): RosterChange {
  const others = truth.filter(({ id }) => id !== selfId).sort(byArrival);
  const before = new Set(roster.map(({ id }) => id));
  const after = new Set(others.map(({ id }) => id));
  return {
    roster: others,
    came: others.filter(({ id }) => !before.has(id)),
    went: roster.filter(({ id }) => !after.has(id)),
  };
}

/**
 * Someone who is expected on a new box, and has not come yet, still sends as the box before said: so what plays of them plays on.
 * `stillThere`: that box lives, and knows better whether they are away.
 */
export function withExpected(roster: Roster, before: Roster, stillThere: boolean): Roster {
  return roster.map((each) => {
    const known = before.find(({ id }) => id === each.id);
    if (!known || !each.suspended || each.sending.length > 0) return each;
    return { ...each, sending: known.sending, suspended: stillThere ? known.suspended : true };
  });
}
