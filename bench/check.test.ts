import { expect, test } from 'vitest';
import { isMet, missedLimits, wanted } from './check.ts';

const limits = { 'capacity.on_vs_off': { atMost: 0.7 }, 'peers.vs_janus': { atMost: 0.5 } };

test('batching that saves nothing is found, and named', () => {
  expect(missedLimits({ 'capacity.on_vs_off': 1.01 }, limits, ['capacity'])).toEqual([
    'capacity.on_vs_off is 1.01 (≤ 0.7 is required)',
  ]);
});

test('what keeps its limit is not named', () => {
  expect(missedLimits({ 'capacity.on_vs_off': 0.7, 'peers.vs_janus': 0.4 }, limits, ['capacity', 'peers'])).toEqual([]);
});

test('what a bench should have measured and did not counts as missed; benches that did not run are not asked', () => {
  expect(missedLimits({}, limits, ['capacity'])).toEqual(['capacity.on_vs_off was not measured (≤ 0.7 is required)']);
});

test('a least and a most', () => {
  expect([isMet(2, { atLeast: 3 }), isMet(3, { atLeast: 3 }), isMet(3, {})]).toEqual([false, true, true]);
  expect([wanted({ atMost: 1 }), wanted({ atLeast: 2 }), wanted()]).toEqual(['≤ 1', '≥ 2', '']);
});
