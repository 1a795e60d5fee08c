import { expect, test } from 'vitest';
import { nextSeatState, seatEvents, seatStates } from './seat-state.ts';

test('every seat state answers or ignores every event', () => {
  const walked = Object.fromEntries(
    seatStates.map((state) => [state, seatEvents.map((event) => nextSeatState(state, event))]),
  );
  // knock, admit, deny, remove, arrive, depart
  expect(walked).toEqual({
    waiting: ['waiting', 'admitted', 'denied', 'removed', null, null],
    admitted: [null, 'admitted', null, 'removed', 'present', null],
    present: [null, 'present', null, 'removed', null, 'admitted'],
    denied: ['waiting', null, null, 'removed', null, null],
    removed: [null, null, null, 'removed', null, null],
  });
});
