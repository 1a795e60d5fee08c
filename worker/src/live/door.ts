import { placesUnder } from '../meetings/media-in-effect.ts';
import { type Door, waitingReason } from './decide-join.ts';
import type { LivePlacement } from './live-placement.ts';
import type { LiveSockets } from './live-sockets.ts';
import type { LiveState } from './live-state.ts';
import { holdsPlace, knockAgainAfterMs, placeHeldMs, type Seat } from './seat.ts';

export type Room = { state: LiveState; sockets: LiveSockets; placement: LivePlacement };

/** What guests find at the door now. */
export function doorOf(state: LiveState, nowMs: number): Door {
  const { locked, beginsWithoutHost } = state.facts;
  const hostIn = state.seats.some((seat) => seat.role !== 'guest' && holdsPlace(seat, nowMs));
  return { lobby: state.lobby, locked, beginsWithoutHost, hostIn };
}

/** Lets people in who wait: a place is kept for each as far as there are any, and all may ask again. */
export function admitWaiting({ state, sockets, placement }: Room, seats: readonly Seat[], nowMs: number): void {
  const connected = sockets.bySeat();
  for (const seat of seats) {
    const places = placesUnder(placement.policy(state), state.facts.maxSeats);
    const place = state.placesTaken(nowMs) < places;
    if (state.move(seat, 'admit', { heldUntilMs: place ? nowMs + placeHeldMs : null }))
      connected.send(seat.id, { type: 'admitted' });
  }
  if (seats.length > 0) tellKnocks({ state, sockets });
}

export function denyWaiting({ state, sockets }: Room, seats: readonly Seat[], nowMs: number): void {
  const connected = sockets.bySeat();
  for (const seat of seats) {
    const denial = { heldUntilMs: nowMs + knockAgainAfterMs, denials: seat.denials + 1 };
    if (state.move(seat, 'deny', denial)) connected.refuse(seat.id, 'denied');
  }
  if (seats.length > 0) tellKnocks({ state, sockets });
}

/** Lets everyone in once nothing keeps them at the door any more, or tells them what does now. */
export function reviewWaiting(room: Room, nowMs: number): void {
  const { state, sockets } = room;
  const reason = waitingReason(doorOf(state, nowMs));
  const told = state.facts.waitingReason;
  if (reason !== told) state.change({ waitingReason: reason });
  if (reason === null) admitWaiting(room, state.waiting(), nowMs);
  else if (reason !== told) {
    const connected = sockets.bySeat();
    for (const { id } of state.waiting()) connected.send(id, { type: 'waiting', reason });
  }
}

/** Who waited did so under another passcode: they ask anew, with the present one. */
export function sendBackWaiting({ state, sockets }: Room): void {
  const waiting = state.waiting();
  const connected = sockets.bySeat();
  for (const { id } of waiting) {
    state.drop(id);
    connected.refuse(id, 'seat-unknown');
  }
  if (waiting.length > 0) tellKnocks({ state, sockets });
}

export function tellKnocks({ state, sockets }: Pick<Room, 'state' | 'sockets'>): void {
  const knocks = state.knocks();
  const connected = sockets.bySeat();
  for (const { id } of state.moderators()) connected.send(id, { type: 'knocks', knocks });
}

export function tellSettings({ state, sockets }: Pick<Room, 'state' | 'sockets'>): void {
  const { locked } = state.facts;
  const { lobby, permissions } = state;
  const connected = sockets.bySeat();
  for (const { id } of state.moderators()) connected.send(id, { type: 'settings', locked, lobby, permissions });
}
