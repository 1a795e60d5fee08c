import { expect, test } from 'vitest';
import type { Stay } from '../meetings/attendance-store.ts';
import { attend } from './attend.ts';
import { comeBackMs } from './seat.ts';

const bob = { participantId: 'p-bob', name: 'Bob', role: 'guest' as const };
const at = (...stays: Stay[]) => new Map(stays.map((stay) => [stay.participantId, stay]));
const stay = (change: Partial<Stay> = {}): Stay => ({ ...bob, joinedAtMs: 1_000, leftAtMs: null, ...change });

test('coming begins a stay, being there changes nothing, leaving ends it', () => {
  expect(attend(at(), [bob], 1_000)).toEqual([stay()]);
  expect(attend(at(stay()), [bob], 2_000)).toEqual([]);
  expect(attend(at(stay()), [], 3_000)).toEqual([stay({ leftAtMs: 3_000 })]);
  expect(attend(at(stay({ leftAtMs: 3_000 })), [], 4_000)).toEqual([]);
});

test('who is back soon was never away; later it is another stay', () => {
  const away = at(stay({ leftAtMs: 3_000 }));
  expect(attend(away, [bob], 3_000 + comeBackMs)).toEqual([stay()]);
  expect(attend(away, [bob], 3_001 + comeBackMs)).toEqual([stay({ joinedAtMs: 3_001 + comeBackMs })]);
});

test('another name or role is noted with the stay', () => {
  expect(attend(at(stay()), [{ ...bob, role: 'co-host' }], 2_000)).toEqual([stay({ role: 'co-host' })]);
  expect(attend(at(stay({ leftAtMs: 1_500 })), [{ ...bob, name: 'Rob' }], 2_000)).toEqual([stay({ name: 'Rob' })]);
});
