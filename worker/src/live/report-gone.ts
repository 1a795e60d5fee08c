import { type BoxInDoubt, type GoneReport, isCurrent } from './decide-move.ts';
import type { LiveState } from './live-state.ts';

/** Notes with the seat that its holder cannot reach the box, so that it is known after a sleep; answers what is known of all. */
export function reportGone(state: LiveState, seatId: string, linkUp: boolean, nowMs: number): BoxInDoubt {
  const { placement } = state.facts;
  const seat = state.seat(seatId);
  if (linkUp) forgetReports(state);
  else if (seat) {
    const earlier = seat.gone?.placement === placement && isCurrent(seat.gone, nowMs) ? seat.gone : null;
    state.put({ ...seat, gone: { placement, firstAtMs: earlier?.firstAtMs ?? nowMs, lastAtMs: nowMs } });
  }
  const reports = state.seats.flatMap(({ gone, state: seated }): GoneReport[] =>
    gone?.placement === placement ? [{ ...gone, present: seated === 'present' }] : [],
  );
  return { linkUp, presentCount: state.presentCount(), reports, nowMs };
}

/** The box is there after all: what was told about this time does not count the next time. */
export function forgetReports(state: LiveState): void {
  for (const seat of state.seats) if (seat.gone) state.put({ ...seat, gone: null });
}
