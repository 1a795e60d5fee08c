import type { BoxCommand } from '../../contract/box-link.ts';
import type { Permissions, Role } from '../../contract/roles.ts';
import { log } from '../log.ts';
import { done, type Outcome, refuse } from '../refusal.ts';
import type { Moderator } from './decide-removal.ts';
import { decideRole } from './decide-role.ts';
import { type Room, tellSettings } from './door.ts';
import { grantsOf } from './grants-of.ts';
import type { LiveState } from './live-state.ts';
import { isModerator } from './seat.ts';

/** As many as the box link takes at once: twice as many as a meeting may have seats. */
const maxPeople = 1_000;

type RightsCommand = Extract<BoxCommand, { name: 'set-rights' }>;

/** What everybody is and may do who is in or may come in with a token that they have. */
function peopleOf(state: LiveState): RightsCommand['people'] {
  return state.seats
    .filter(({ state: seated }) => seated === 'present' || seated === 'admitted')
    .toSorted((a, b) => Number(b.state === 'present') - Number(a.state === 'present'))
    .slice(0, maxPeople)
    .map(({ participantId, role }) => ({ participantId, role, grants: grantsOf(role, state.permissions) }));
}

/** After a change of somebody's role or of what guests may do: tokens say so from now on, and so does the box. */
export async function rightsChanged({ state, placement }: Room): Promise<void> {
  const version = state.facts.rights + 1;
  state.change({ rights: version });
  const people = peopleOf(state);
  await placement.command(state, (at) => ({ name: 'set-rights', ...at, version, people }));
}

export async function setRole(room: Room, by: Moderator, participantId: string, role: Role): Promise<Outcome<true>> {
  const { state, sockets } = room;
  const changes = decideRole(by, state.seatOfParticipant(participantId), role, state.facts.ownerId);
  if ('refused' in changes) return refuse(changes.refused);
  if (changes.length === 0) return done;
  for (const change of changes) {
    const seat = state.seat(change.seatId);
    if (!seat) continue;
    const changed = { ...seat, role: change.role };
    state.put(changed);
    if (isModerator(seat) || !isModerator(changed)) continue;
    const { locked } = state.facts;
    sockets.send(seat.id, { type: 'settings', locked, lobby: state.lobby, permissions: state.permissions });
    sockets.send(seat.id, { type: 'knocks', knocks: state.knocks() });
  }
  log({ level: 'info', event: 'role-set', meetingId: state.facts.meetingId, participantId, role });
  await rightsChanged(room);
  return done;
}

/** For as long as the meeting is live. */
export async function setPermissions(room: Room, change: Partial<Permissions>): Promise<Outcome<true>> {
  const { state } = room;
  const before = state.permissions;
  const after = { ...before, ...change };
  if (JSON.stringify(after) === JSON.stringify(before)) return done;
  state.change({ permissionsChoice: after });
  tellSettings(room);
  await rightsChanged(room);
  return done;
}
