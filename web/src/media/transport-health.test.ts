import { expect, test } from 'vitest';
import { worstHealth } from './transport-health.ts';

test.each([
  ['connected', 'disconnected', 'disconnected'],
  ['failed', 'disconnected', 'failed'],
  ['new', 'connected', 'connected'],
  ['connecting', 'connected', 'connecting'],
  ['new', 'new', 'new'],
  ['closed', 'connected', 'failed'],
] as const)('%s and %s: %s', (one, other, health) => {
  expect(worstHealth(one, other)).toBe(health);
});
