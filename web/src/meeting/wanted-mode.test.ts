import type { RoomMode } from '@parley/sfu/contract/shapes.ts';
import { expect, test } from 'vitest';
import { WantedMode } from './wanted-mode.ts';

const mode = (change: number, wanted: RoomMode['mode'], placement = 1): RoomMode => ({
  epoch: { placement, change },
  mode: wanted,
  reason: 'beginning',
});

test('a newer wish starts anew, the same one keeps what is settled, an older one is dropped', () => {
  const wanted = new WantedMode();
  expect(wanted.accept(mode(1, 'sfu'))).toBe('newer');
  wanted.settle('ben');
  expect(wanted.accept(mode(1, 'sfu'))).toBe('same');
  expect(wanted.isSettled('ben')).toBe(true);
  expect(wanted.accept(mode(2, 'p2p'))).toBe('newer');
  expect(wanted.isSettled('ben')).toBe(false);
  expect(wanted.accept(mode(1, 'sfu'))).toBe('older');
  expect(wanted.current?.mode).toBe('p2p');
  expect(wanted.accept(mode(0, 'p2p', 2))).toBe('newer');
});

test('what is said of a wish before is not meant', () => {
  const wanted = new WantedMode();
  expect(wanted.isMeant({ placement: 1, change: 1 }, 'sfu')).toBe(false);
  wanted.accept(mode(2, 'p2p'));
  expect(wanted.isMeant({ placement: 1, change: 2 }, 'p2p')).toBe(true);
  expect(wanted.isMeant({ placement: 1, change: 1 }, 'p2p')).toBe(false);
  expect(wanted.isMeant({ placement: 1, change: 2 }, 'sfu')).toBe(false);
});
