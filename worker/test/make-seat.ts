import type { Seat } from '../src/live/seat.ts';

/** A guest who is in, unless it says otherwise. */
export function makeSeat(id: string, change: Partial<Seat> = {}): Seat {
  return {
    id,
    participantId: `p-${id}`,
    secretHash: '',
    nonceHash: id,
    name: id,
    askedName: null,
    role: 'guest',
    accountId: null,
    address: null,
    state: 'present',
    sinceMs: 500,
    heldUntilMs: null,
    denials: 0,
    lastEventAtMs: 0,
    placement: 1,
    expectedBack: false,
    handRaisedAtMs: null,
    gone: null,
    ...change,
  };
}
