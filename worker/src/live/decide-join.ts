import type { WorkerErrorCode } from '../../contract/errors.ts';
import type { MediaPolicy } from '../../contract/media-policy.ts';
import type { WaitingReason } from '../../contract/meetings.ts';
import type { Role } from '../../contract/roles.ts';
import { placesUnder } from '../meetings/media-in-effect.ts';
import { nextPhase, type Phase } from './live-meeting-state.ts';
import type { SeatState } from './seat-state.ts';

/** What guests find at the door. `hostIn`: a host or co-host is in, or on the way. */
export type Door = { lobby: boolean; locked: boolean; beginsWithoutHost: boolean; hostIn: boolean };

/** What this person showed of the meeting's passcode; null: they are not asked for it. */
export type ShownPasscode = 'right' | 'wrong' | 'none' | null;

/** All that the answer to a join request depends on. */
export type JoinFacts = Door & {
  phase: Phase;
  maxSeats: number;
  /** In effect: under `p2p` there are few places. */
  media: MediaPolicy;
  /** Places taken by the others. */
  placesTaken: number;
  /** Others in the lobby. */
  waitingCount: number;
  /** What this person is here: owner → host, else as their seat says, else guest. */
  role: Role;
  /** By account or address. Never true for the owner. */
  banned: boolean;
  passcode: ShownPasscode;
  /** `unknown`: a seat was shown that is not known here, or with another secret. */
  seat: HeldSeat | 'unknown' | null;
};

/** `knockAgainInMs`: after a denial, how long until another knock is heard, 0 when it is; null: not any more. */
type HeldSeat = { state: SeatState; holdsPlace: boolean; knockAgainInMs: number | null };

export type JoinDecision =
  | { type: 'admit' }
  | { type: 'wait'; reason: WaitingReason }
  | { type: 'refuse'; code: WorkerErrorCode; retryAfterSeconds?: number };

const refuse = (code: WorkerErrorCode): JoinDecision => ({ type: 'refuse', code });

/** Whoever was turned away keeps their seat and may knock again with it; then they are asked for like someone new. */
function refuseDenied(knockAgainInMs: number | null): JoinDecision {
  if (knockAgainInMs === null) return refuse('denied');
  return { type: 'refuse', code: 'denied', retryAfterSeconds: Math.ceil(knockAgainInMs / 1000) };
}

/** More may not wait at once: each costs the hosts' sockets a line. */
export const maxWaiting = 500;

/** Why a guest waits who is not in yet; null: nothing keeps them. While it is locked only a host lets in who waits. */
export function waitingReason({ lobby, locked, beginsWithoutHost, hostIn }: Door): WaitingReason | null {
  if (!beginsWithoutHost && !hostIn) return 'no-host';
  return lobby || locked ? 'lobby' : null;
}

export function decideJoin(facts: JoinFacts): JoinDecision {
  const { phase, role, seat } = facts;
  const next = nextPhase(phase, role === 'guest' ? 'guest-admitted' : 'host-admitted');
  if (typeof next !== 'string') return refuse(next.refused);
  if (seat === 'unknown') return refuse('seat-unknown');
  if (seat?.state === 'removed' || facts.banned) return refuse('removed');
  if (seat?.state === 'denied' && seat.knockAgainInMs !== 0) return refuseDenied(seat.knockAgainInMs);
  const inside = seat?.state === 'admitted' || seat?.state === 'present';
  if (role === 'guest' && !inside) {
    const waits = seat?.state === 'waiting';
    if (facts.locked && !waits) return refuse('meeting-locked');
    if (facts.passcode === 'none') return refuse('passcode-needed');
    if (facts.passcode === 'wrong') return refuse('passcode-wrong');
    const reason = waitingReason(facts);
    if (reason) return waits || facts.waitingCount < maxWaiting ? { type: 'wait', reason } : refuse('meeting-full');
  }
  if (seat?.holdsPlace || facts.placesTaken < placesUnder(facts.media, facts.maxSeats)) return { type: 'admit' };
  return refuse(facts.placesTaken < facts.maxSeats ? 'p2p-full' : 'meeting-full');
}
