import type { Stay } from '../meetings/attendance-store.ts';
import { comeBackMs } from './seat.ts';

/** Somebody who is in now. */
export type Attendee = Pick<Stay, 'participantId' | 'name' | 'role'>;

/**
 * What changed: who came, who left, and whose name or role is another. `last` is the last stay of each so far. Who is back before
 * `comeBackMs` is over was never away: a reload, a lost connection, or a move to another box.
 */
export function attend(last: ReadonlyMap<string, Stay>, present: readonly Attendee[], nowMs: number): Stay[] {
  const inside = new Set(present.map(({ participantId }) => participantId));
  const left = [...last.values()]
    .filter(({ participantId, leftAtMs }) => leftAtMs === null && !inside.has(participantId))
    .map((stay) => ({ ...stay, leftAtMs: nowMs }));
  const came = present.flatMap((attendee): Stay[] => {
    const stay = last.get(attendee.participantId);
    if (!stay || (stay.leftAtMs !== null && nowMs - stay.leftAtMs > comeBackMs))
      return [{ ...attendee, joinedAtMs: nowMs, leftAtMs: null }];
    const same = stay.leftAtMs === null && stay.name === attendee.name && stay.role === attendee.role;
    return same ? [] : [{ ...stay, ...attendee, leftAtMs: null }];
  });
  return [...left, ...came];
}
