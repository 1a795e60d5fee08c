import { expect, test } from 'vitest';
import { type DtlsParameters, isAsTold, readFingerprints } from './certificate.ts';

const bytes = (byte: string) => Array.from({ length: 32 }, () => byte).join(':');
const told: DtlsParameters = { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: bytes('AB') }] };

test('fingerprints are written as SDP writes them, and others than SHA-256 are left out', () => {
  expect(
    readFingerprints([
      { algorithm: 'sha-256', value: bytes('ab') },
      { algorithm: 'sha-1', value: 'ab' },
      { algorithm: 'sha-256' },
    ]),
  ).toEqual(told.fingerprints);
});

test.each([
  ['the same', { ...told }, true],
  ['in small letters', { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: bytes('ab') }] }, true],
  ['another certificate', { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: bytes('CD') }] }, false],
  [
    'one more than was told',
    { ...told, fingerprints: [...told.fingerprints, { algorithm: 'sha-1', value: 'AB' }] },
    false,
  ],
  ['another role', { ...told, role: 'auto' }, false],
])('%s', (_name, said, expected) => {
  expect(isAsTold(told, said)).toBe(expected);
});

test('nothing was told', () => {
  expect(isAsTold(undefined, told)).toBe(false);
});
