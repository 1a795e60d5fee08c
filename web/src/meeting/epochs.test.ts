import { expect, test } from 'vitest';
import { laterEpoch } from './epochs.ts';

test.each([
  [1, 5, 1, 4, true],
  [1, 4, 1, 4, false],
  [2, 0, 1, 9, true],
  [1, 9, 2, 0, false],
])('(%i, %i) is later than (%i, %i): %s', (placement, change, otherPlacement, otherChange, later) => {
  expect(laterEpoch({ placement, change }, { placement: otherPlacement, change: otherChange })).toBe(later);
});
