import type { WorkerErrorCode } from '../../contract/errors.ts';
import { log } from '../log.ts';
import { done, type Outcome, refuse } from '../refusal.ts';
import { sameHash } from '../secrets.ts';
import type { ModeratorAction, ModeratorClaim } from './calls.ts';
import { decideRemoval, type Moderator } from './decide-removal.ts';
import { admitWaiting, denyWaiting, type Room, reviewWaiting, tellKnocks, tellSettings } from './door.ts';
import { nextPhase } from './live-meeting-state.ts';
import type { LiveState } from './live-state.ts';
import { setPermissions, setRole } from './rights.ts';
import { isModerator } from './seat.ts';

/** Who asks, or why they may not. `shownHash` is the hash of the seat secret they showed. */
export function findModerator(
  state: LiveState,
  claim: ModeratorClaim,
  shownHash: string | null,
): Moderator | { refused: WorkerErrorCode } {
  const owner = claim.accountId === state.facts.ownerId;
  const known = claim.seat ? state.seat(claim.seat.id) : undefined;
  const seat = known && shownHash && sameHash(known.secretHash, shownHash) ? known : null;
  if (owner) return { owner, seat };
  if (claim.seat) {
    if (!seat) return { refused: 'seat-unknown' };
    return isModerator(seat) ? { owner, seat } : { refused: 'not-allowed' };
  }
  return { refused: claim.accountId === null ? 'not-signed-in' : 'not-allowed' };
}

/** Does what a moderator asked. Each action may be repeated: a call whose answer was lost is simply made again. */
export async function moderate(
  room: Room,
  by: Moderator,
  action: ModeratorAction,
  nowMs: number,
): Promise<Outcome<true>> {
  const { state, sockets, placement } = room;
  switch (action.type) {
    case 'end':
      await endMeeting(room, 'ended');
      return done;
    case 'lock':
      state.change({ locked: action.locked });
      tellSettings(room);
      await placement.command(state, (target) => ({ name: 'lock-room', ...target, locked: action.locked }));
      reviewWaiting(room, nowMs);
      return done;
    case 'set-lobby':
      state.change({ lobbyChoice: action.lobby });
      tellSettings(room);
      reviewWaiting(room, nowMs);
      return done;
    case 'answer-knock': {
      const named = action.seatIds && new Set(action.seatIds);
      const answered = state.waiting().filter((seat) => !named || named.has(seat.id));
      if (action.answer === 'admit') admitWaiting(room, answered, nowMs);
      else denyWaiting(room, answered, nowMs);
      return done;
    }
    case 'set-role':
      return setRole(room, by, action.participantId, action.role);
    case 'set-permissions':
      return setPermissions(room, action.permissions);
    case 'remove': {
      const target = state.seatOfParticipant(action.participantId);
      const removal = decideRemoval(by, target, state.seats, action.banAddress, state.facts.ownerId);
      if ('refused' in removal) return refuse(removal.refused);
      const { ban, seatIds } = removal;
      state.ban(ban);
      const connected = sockets.bySeat();
      for (const id of seatIds) {
        const seat = state.seat(id);
        if (seat) state.move(seat, 'remove', { heldUntilMs: null });
        connected.refuse(id, 'removed');
      }
      tellKnocks(room);
      log({
        level: 'info',
        event: 'participant-removed',
        meetingId: state.facts.meetingId,
        participantId: action.participantId,
      });
      const { participantIds, address } = ban;
      await placement.command(state, (at) => ({ name: 'remove-participant', ...at, ban: { participantIds, address } }));
      return done;
    }
  }
}

/** Ends it for all: everyone is sent away and nothing of this time is left but that it was ended. */
export async function endMeeting({ state, sockets, placement }: Room, how: 'ended' | 'deleted'): Promise<void> {
  const phase = nextPhase(state.facts.phase, how);
  if (typeof phase !== 'string') return;
  const { box, ...facts } = state.facts;
  sockets.refuseAll(how === 'ended' ? 'meeting-ended' : 'meeting-deleted');
  state.retire(state.seats, Date.now());
  state.clearBans();
  state.clearTalk();
  const firstPlacement = facts.placement + 1;
  const over = {
    locked: false,
    lobbyChoice: null,
    permissionsChoice: null,
    roomOpen: false,
    unanswered: null,
    arriveByMs: null,
  };
  state.change({ phase, firstPlacement, rights: facts.rights + 1, ...over });
  log({ level: 'info', event: `meeting-${how}`, meetingId: facts.meetingId });
  if (!box) return;
  await placement.command(state, (target) => ({ name: 'close-room', ...target, reason: 'meeting-ended' }));
  // Only now: had the fleet not taken the command, a repeated call would still find the box.
  if (state.facts.placement === facts.placement) state.change({ box: null });
}
