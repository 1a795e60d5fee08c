import { expect, test } from 'vitest';
import { addressChoice, readHideAddress, writeHideAddress } from './hide-address.ts';

test.each([
  ['auto', true, true, 'auto'],
  ['auto', false, true, 'auto'],
  ['sfu', false, true, null],
  ['p2p', true, true, 'p2p'],
  ['p2p', false, false, 'p2p'],
  ['p2p', false, true, 'cannot-hide'],
] as const)('media %s, a relay: %s, hidden: %s → %s', (media, relay, hide, choice) => {
  expect(addressChoice({ media, relay }, hide)).toBe(choice);
});

test('the choice is remembered; without one, nothing is hidden', () => {
  const stored = new Map<string, string>();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
  expect(readHideAddress(storage)).toBe(false);
  writeHideAddress(storage, true);
  expect(readHideAddress(storage)).toBe(true);
  writeHideAddress(storage, false);
  expect(readHideAddress(storage)).toBe(false);
});
