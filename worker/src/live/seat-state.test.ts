import { expect, test } from 'vitest';
import { nextSeatState, seatEvents, seatStates } from './seat-state.ts';

test('every seat state answers or ignores every event', () => {
  const walked = Object.fromEntries(
    seatStates.map((state) => [state, seatEvents.map((event) => nextSeatState(state, event))]),
  );
  // admit, deny, remove, arrive, depart
  expect(walked).toEqual({
    waiting: ['admitted', 'denied', 'removed', null, null],
    admitted: ['admitted', null, 'removed', 'present', null],
    present: ['present', null, 'removed', null, 'admitted'],
    denied: [null, null, 'removed', null, null],
    removed: [null, null, 'removed', null, null],
  });
});
