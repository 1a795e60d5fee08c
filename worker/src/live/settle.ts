import { departLate } from './adopt-placement.ts';
import { type Room, reviewWaiting, tellKnocks } from './door.ts';
import { nextPhase } from './live-meeting-state.ts';
import { holdsPlace } from './seat.ts';

/** `dueAtMs`: when the state is next due, or null. `wentIdle`: the placement is to be given back. */
export type Settled = { dueAtMs: number | null; wentIdle: { wasLive: boolean } | null };

/** Drops what has expired, and makes the meeting idle when nobody is in or on the way. */
export function settleState(room: Room, nowMs: number): Settled {
  const { state, sockets } = room;
  departLate(state, nowMs);
  const connected = sockets.bySeat();
  const gone = state.waiting().filter((seat) => (seat.heldUntilMs ?? 0) <= nowMs && !connected.has(seat.id));
  for (const seat of gone) state.drop(seat.id);
  if (gone.length > 0) tellKnocks(room);
  const { roomOpen, phase, box } = state.facts;
  const onTheWay = state.seats.filter((seat) => holdsPlace(seat, nowMs));
  const empty = !roomOpen && onTheWay.length === 0 && (phase === 'live' || box !== null);
  if (empty) goIdle(room, nowMs);
  reviewWaiting(room, nowMs);
  const dues = state.waiting().filter((seat) => !connected.has(seat.id));
  const places = roomOpen || state.presentCount() > 0 ? [] : onTheWay;
  const times = [...dues, ...places].map((seat) => seat.heldUntilMs ?? nowMs);
  const { arriveByMs } = state.facts;
  if (arriveByMs !== null) times.push(arriveByMs);
  const dueAtMs = times.length > 0 ? Math.max(nowMs + 1000, Math.min(...times)) : null;
  return { dueAtMs, wentIdle: empty ? { wasLive: phase === 'live' } : null };
}

/** Forgets all of this time: meetings recur. */
function goIdle(room: Room, nowMs: number): void {
  const { state, sockets } = room;
  const next = nextPhase(state.facts.phase, 'emptied');
  const over = state.seats.filter((seat) => seat.state !== 'waiting');
  state.retire(over, nowMs);
  const connected = sockets.bySeat();
  for (const { id } of over) connected.refuse(id, 'seat-unknown');
  state.clearBans();
  state.clearTalk();
  const phase = typeof next === 'string' ? { phase: next } : {};
  const firstPlacement = state.facts.placement + 1;
  state.change({
    firstPlacement,
    rights: state.facts.rights + 1,
    locked: false,
    lobbyChoice: null,
    permissionsChoice: null,
    arriveByMs: null,
    ...phase,
  });
}
