import { moveDeadlineMs } from '../../contract/box-link.ts';
import type { MediaPolicy } from '../../contract/media-policy.ts';
import type { PlacedBox } from './calls.ts';
import type { LiveState } from './live-state.ts';
import type { PlacementReason } from './placement-reason.ts';
import { departUnwillingly } from './room-events.ts';
import { comeBackMs } from './seat.ts';

export type NewPlacement = { box: PlacedBox; placement: number; media: MediaPolicy };

/** Takes up a new placement: what it means for those who were in the last one. */
export function adoptPlacement(state: LiveState, next: NewPlacement, why: PlacementReason, nowMs: number): void {
  for (const seat of state.seats) {
    // Another box has another clock.
    const fresh = seat.lastEventAtMs === 0 ? seat : { ...seat, lastEventAtMs: 0 };
    if (fresh !== seat) state.put(fresh);
    if (why === 'dead') departUnwillingly(state, fresh, nowMs);
  }
  const arriveByMs = state.presentCount() > 0 ? nowMs + moveDeadlineMs + comeBackMs : null;
  state.change({ ...next, arriveByMs, roomOpen: false, lost: false, unanswered: null, untold: true });
}

/** After a room moved: whoever has not arrived in time is not on the way any more. */
export function departLate(state: LiveState, nowMs: number): void {
  const { arriveByMs, placement } = state.facts;
  if (arriveByMs === null || arriveByMs > nowMs) return;
  for (const seat of state.seats)
    if (seat.placement !== placement) state.move(seat, 'depart', { heldUntilMs: null, handRaisedAtMs: null });
  state.change({ arriveByMs: null });
}
