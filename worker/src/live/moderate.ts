import type { WorkerErrorCode } from '../../contract/errors.ts';
import { log } from '../log.ts';
import { placesUnder } from '../meetings/media-in-effect.ts';
import { done, type Outcome, refuse } from '../refusal.ts';
import { sameHash } from '../secrets.ts';
import type { ModeratorAction, ModeratorClaim } from './calls.ts';
import { decideRemoval, type Moderator } from './decide-removal.ts';
import { nextPhase } from './live-meeting-state.ts';
import type { LivePlacement } from './live-placement.ts';
import type { LiveSockets } from './live-sockets.ts';
import type { LiveState } from './live-state.ts';
import { isModerator, knockAgainAfterMs, placeHeldMs, type Seat } from './seat.ts';

export type Room = { state: LiveState; sockets: LiveSockets; placement: LivePlacement };

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
      admitIfOpen(room, nowMs);
      return done;
    case 'set-lobby':
      state.change({ lobbyChoice: action.lobby });
      tellSettings(room);
      admitIfOpen(room, nowMs);
      return done;
    case 'answer-knock': {
      const named = action.seatIds && new Set(action.seatIds);
      const answered = state.waiting().filter((seat) => !named || named.has(seat.id));
      if (action.answer === 'admit') admitWaiting(room, answered, nowMs);
      else denyWaiting(room, answered, nowMs);
      return done;
    }
    case 'remove': {
      const target = state.seatOfParticipant(action.participantId);
      const removal = decideRemoval(by, target, state.seats, action.banAddress);
      if ('refused' in removal) return refuse(removal.refused);
      const { ban, seatIds } = removal;
      state.ban(ban);
      for (const id of seatIds) {
        const seat = state.seat(id);
        if (seat) state.move(seat, 'remove', { heldUntilMs: null });
        sockets.refuse(id, 'removed');
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

/** Lets people in from the lobby: a place is kept for each as far as there are any, and all may ask again. */
function admitWaiting({ state, sockets, placement }: Room, seats: readonly Seat[], nowMs: number): void {
  for (const seat of seats) {
    const places = placesUnder(placement.policy(state), state.facts.maxSeats);
    const place = state.placesTaken(nowMs) < places;
    if (state.move(seat, 'admit', { heldUntilMs: place ? nowMs + placeHeldMs : null }))
      sockets.send(seat.id, { type: 'admitted' });
  }
  if (seats.length > 0) tellKnocks({ state, sockets });
}

/** Lets everyone in who waits once neither lobby nor lock keeps them out: for after a change of either. */
export function admitIfOpen(room: Room, nowMs: number): void {
  const { state } = room;
  if (!state.lobby && !state.facts.locked) admitWaiting(room, state.waiting(), nowMs);
}

function denyWaiting({ state, sockets, ...rest }: Room, seats: readonly Seat[], nowMs: number): void {
  for (const seat of seats) {
    const denial = { heldUntilMs: nowMs + knockAgainAfterMs, denials: seat.denials + 1 };
    if (state.move(seat, 'deny', denial)) sockets.refuse(seat.id, 'denied');
  }
  if (seats.length > 0) tellKnocks({ state, sockets, ...rest });
}

/** Ends it for all: everyone is sent away and nothing of this time is left but that it was ended. */
export async function endMeeting({ state, sockets, placement }: Room, how: 'ended' | 'deleted'): Promise<void> {
  const phase = nextPhase(state.facts.phase, how);
  if (typeof phase !== 'string') return;
  const { box, ...facts } = state.facts;
  sockets.refuseAll(how === 'ended' ? 'meeting-ended' : 'meeting-deleted');
  for (const seat of state.seats) state.drop(seat.id);
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
  state.change({ phase, firstPlacement, ...over });
  log({ level: 'info', event: `meeting-${how}`, meetingId: facts.meetingId });
  if (!box) return;
  await placement.command(state, (target) => ({ name: 'close-room', ...target, reason: 'meeting-ended' }));
  // Only now: had the fleet not taken the command, a repeated call would still find the box.
  if (state.facts.placement === facts.placement) state.change({ box: null });
}

export function tellKnocks({ state, sockets }: Pick<Room, 'state' | 'sockets'>): void {
  const knocks = state.knocks();
  for (const { id } of state.moderators()) sockets.send(id, { type: 'knocks', knocks });
}

export function tellSettings({ state, sockets }: Pick<Room, 'state' | 'sockets'>): void {
  const { locked } = state.facts;
  for (const { id } of state.moderators())
    sockets.send(id, { type: 'settings', locked, lobby: state.lobby, permissions: state.permissions });
}
