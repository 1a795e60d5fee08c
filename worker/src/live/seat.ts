import { clockSkewSeconds, joinTokenLifeSeconds } from '../../contract/join-token.ts';
import type { Role } from '../../contract/roles.ts';
import type { SeatState } from './seat-state.ts';

/** A participant's place in a live meeting. */
export type Seat = {
  id: string;
  participantId: string;
  /** Hashes of the seat secret and of the client nonce it was made with: neither is kept. */
  secretHash: string;
  nonceHash: string;
  /** As the others see it, and what was asked for: another when that was taken. Null: as it is. */
  name: string;
  askedName: string | null;
  role: Role;
  /** Null for guests who did not sign in. */
  accountId: string | null;
  /** Network address of the last join; null where the runtime does not tell. */
  address: string | null;
  state: SeatState;
  sinceMs: number;
  /**
   * Admitted: until when the place is kept for a join token under way. Waiting: until when a lost live socket may come back.
   * Denied: until when they may not knock again.
   */
  heldUntilMs: number | null;
  /** How often a host turned this person away. */
  denials: number;
  /** The box's time of the last event that was applied: an older one, sent again after a reconnect, is ignored. */
  lastEventAtMs: number;
  /** The placement in which the box last had them; 0 before the first. Who is present has not arrived in a newer one yet. */
  placement: number;
  /** They were in the room when its box was lost or given up, and have not come back. */
  expectedBack: boolean;
  /** The box's time at which they raised their hand; null when it is down. */
  handRaisedAtMs: number | null;
  /** They told that they cannot reach the box of that placement: first and last when. */
  gone: { placement: number; firstAtMs: number; lastAtMs: number } | null;
};

/** A removed participant, account or address; kept until the meeting is idle. */
export type LiveBan = { participantIds: string[]; accountId: string | null; address: string | null };

/** How long admission keeps a place: until the join token has expired everywhere. */
export const placeHeldMs = (joinTokenLifeSeconds + clockSkewSeconds) * 1000;
/**
 * How long a seat keeps its place when the box or its room ended under the person: their client asks to join again by itself, and
 * finds the meeting, its lock and its seat as they were.
 */
export const comeBackMs = 60_000;
/** How long someone in the lobby may be without a live socket: between the answer and the socket, or during a reload. */
export const lobbyHeldMs = 30_000;
/** How long someone who was turned away may not knock again: nobody shall drum on a host's door. */
export const knockAgainAfterMs = 10_000;
/** How long after the end of a meeting those who were in may say how it was. */
export const maySayHowItWasMs = 30 * 60_000;
/** Turned away so often, they stay denied until the meeting is idle. */
export const maxDenials = 3;
/** Seats remembered at most, also absent and refused ones; beyond that the oldest of those are forgotten. */
export const maxRememberedSeats = 2000;

/** Does the seat count towards the meeting's size? */
export function holdsPlace(seat: Seat, nowMs: number): boolean {
  return seat.state === 'present' || (seat.state === 'admitted' && (seat.heldUntilMs ?? 0) > nowMs);
}

/** In how long this person may knock (again); null: not any more. */
export function knockAgainInMs(seat: Seat, nowMs: number): number | null {
  if (seat.state !== 'denied') return 0;
  return seat.denials >= maxDenials ? null : Math.max(0, (seat.heldUntilMs ?? 0) - nowMs);
}

export function isModerator(seat: Seat): boolean {
  return seat.role !== 'guest' && (seat.state === 'present' || seat.state === 'admitted');
}

/** Is this person banned: by account, or by network address? Addresses never keep the meeting's own host out. */
export function isBanned(bans: readonly LiveBan[], accountId: string | null, address: string | null): boolean {
  return bans.some(
    (ban) =>
      (ban.accountId !== null && ban.accountId === accountId) || (ban.address !== null && ban.address === address),
  );
}
