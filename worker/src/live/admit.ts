import type { MediaPolicy } from '../../contract/media-policy.ts';
import type { SeatKey } from '../../contract/meetings.ts';
import type { Role } from '../../contract/roles.ts';
import { hashSecret, randomId, sameHash } from '../secrets.ts';
import type { Arrival, Placed, PlacedBox } from './calls.ts';
import { decideJoin, type JoinDecision, type ShownPasscode } from './decide-join.ts';
import { distinctName } from './distinct-name.ts';
import { doorOf } from './door.ts';
import { grantsOf } from './grants-of.ts';
import { nextPhase } from './live-meeting-state.ts';
import type { LiveState } from './live-state.ts';
import { holdsPlace, isBanned, knockAgainInMs, lobbyHeldMs, placeHeldMs, type Seat } from './seat.ts';
import { seatSecret } from './seat-secret.ts';
import { nextSeatState } from './seat-state.ts';

/** Longest passcode that is shown, right or not (`joinRequest`). */
const maxShownPasscode = 64;

/** A join request with everything that takes time worked out, so that deciding and seating happen in one step. */
export type PreparedArrival = Arrival & {
  nonceHash: string;
  shownHash: string | null;
  /** Of the passcode that they show. */
  passcodeHash: string;
  fresh: SeatKey & { hash: string };
};

export async function prepareArrival(
  configured: string,
  meetingId: string,
  arrival: Arrival,
): Promise<PreparedArrival> {
  const id = randomId();
  const secret = await seatSecret(configured, meetingId, id);
  const [nonceHash, shownHash, passcodeHash, hash] = await Promise.all([
    hashSecret(arrival.clientNonce),
    arrival.seat ? hashSecret(arrival.seat.secret) : null,
    hashSecret(arrival.passcode ?? ''),
    hashSecret(secret),
  ]);
  return { ...arrival, nonceHash, shownHash, passcodeHash, fresh: { id, secret, hash } };
}

/** The seat that this person holds already, if any. */
export function heldSeat(state: LiveState, arrival: PreparedArrival): Seat | null {
  const found = findSeat(state, arrival);
  return found === 'unknown' ? null : found;
}

/** The seat this person holds: the one they show, or the one an earlier try with the same nonce got. */
function findSeat(state: LiveState, arrival: PreparedArrival): Seat | 'unknown' | null {
  if (!arrival.seat || !arrival.shownHash) return state.seatOfNonce(arrival.nonceHash) ?? null;
  const seat = state.seat(arrival.seat.id);
  return seat && sameHash(seat.secretHash, arrival.shownHash) ? seat : 'unknown';
}

/** Would this person, once let in or asked to wait, be one more to remember? */
export function needsSeat(state: LiveState, arrival: PreparedArrival): boolean {
  return findSeat(state, arrival) === null;
}

/** The owner is host, unless they have handed that on: a seat of their account keeps its role, as every seat does. */
function roleOf(state: LiveState, arrival: PreparedArrival, seat: Seat | null): Role {
  const { ownerId } = state.facts;
  const owner = arrival.accountId === ownerId && seat?.accountId !== ownerId;
  return owner ? 'host' : (seat?.role ?? 'guest');
}

/** What they show of the passcode; whoever has a seat gave it when they got that, but who was turned away asks like someone new. */
export function shownPasscode(state: LiveState, arrival: PreparedArrival): ShownPasscode {
  const { passcode, ownerId } = state.facts;
  const found = findSeat(state, arrival);
  const spared = found === 'unknown' || (found !== null && found.state !== 'denied');
  if (passcode === null || spared || arrival.accountId === ownerId) return null;
  if (arrival.passcode === null) return 'none';
  return samePasscode(arrival.passcode, passcode) ? 'right' : 'wrong';
}

/** Neither where they differ nor how long the right one is shows by time. */
function samePasscode(shown: string, right: string): boolean {
  const padded = (text: string) => text.padEnd(maxShownPasscode, '\0');
  return sameHash(padded(shown), padded(right));
}

/** The answer to a join request as things are now; changes nothing. `media` is the policy in effect. */
export function judge(state: LiveState, arrival: PreparedArrival, media: MediaPolicy, nowMs: number): JoinDecision {
  const { phase, maxSeats, ownerId } = state.facts;
  const found = findSeat(state, arrival);
  const seat = found === 'unknown' ? null : found;
  const owner = arrival.accountId === ownerId;
  return decideJoin({
    phase,
    ...doorOf(state, nowMs),
    passcode: shownPasscode(state, arrival),
    maxSeats,
    media,
    placesTaken: state.placesTaken(nowMs, seat?.id),
    waitingCount: state.waiting().length,
    role: roleOf(state, arrival, seat),
    banned: !owner && seat?.role !== 'host' && isBanned(state.bans, arrival.accountId, arrival.address),
    seat:
      found === 'unknown'
        ? 'unknown'
        : seat && {
            state: seat.state,
            holdsPlace: holdsPlace(seat, nowMs),
            knockAgainInMs: knockAgainInMs(seat, nowMs),
          },
  });
}

/** As they ask for it, unless somebody who is here has a name of the same look. A seat keeps its name as long as it is asked for. */
function nameFor(state: LiveState, arrival: PreparedArrival, held: Seat | null, nowMs: number): string {
  const isHere = (seat: Seat) => seat.state === 'waiting' || holdsPlace(seat, nowMs);
  const same = held && (arrival.name === held.name || arrival.name === held.askedName);
  if (same && isHere(held)) return held.name;
  const taken = state.seats.filter((seat) => seat.id !== held?.id && isHere(seat)).map(({ name }) => name);
  return distinctName(same ? held.name : arrival.name, taken);
}

/** Takes the seat as `judge` decided, in the same step: nobody comes between, so that a meeting is never overfilled. */
export function takeSeat(state: LiveState, arrival: PreparedArrival, decision: 'admit' | 'wait', nowMs: number): Seat {
  const held = heldSeat(state, arrival);
  const admitted = decision === 'admit';
  const knocked = held ? (nextSeatState(held.state, 'knock') ?? held.state) : 'waiting';
  const seat: Seat = {
    id: held?.id ?? arrival.fresh.id,
    participantId: held?.participantId ?? randomId(),
    secretHash: held?.secretHash ?? arrival.fresh.hash,
    nonceHash: held?.nonceHash ?? arrival.nonceHash,
    name: nameFor(state, arrival, held, nowMs),
    askedName: arrival.name,
    role: roleOf(state, arrival, held),
    accountId: arrival.accountId ?? held?.accountId ?? null,
    address: arrival.address,
    state: admitted ? (nextSeatState(knocked, 'admit') ?? knocked) : knocked,
    // Who knocks again after a denial waits anew, behind those who came meanwhile.
    sinceMs: held && held.state !== 'denied' ? held.sinceMs : nowMs,
    heldUntilMs: nowMs + (admitted ? placeHeldMs : lobbyHeldMs),
    denials: held?.denials ?? 0,
    lastEventAtMs: held?.lastEventAtMs ?? 0,
    placement: held?.placement ?? 0,
    expectedBack: held?.expectedBack ?? false,
    handRaisedAtMs: held?.handRaisedAtMs ?? null,
    gone: held?.gone ?? null,
  };
  state.put(seat);
  if (admitted) {
    const phase = nextPhase(state.facts.phase, seat.role === 'guest' ? 'guest-admitted' : 'host-admitted');
    if (typeof phase === 'string' && phase !== state.facts.phase) state.change({ phase });
  }
  return seat;
}

/** Where somebody goes who was let in, with what they may do there. */
export function placed(state: LiveState, box: PlacedBox, media: MediaPolicy, role: Role): Placed {
  const { placement, rights } = state.facts;
  return { box, placement, media, rights, grants: grantsOf(role, state.permissions) };
}
