import { expect, test } from 'vitest';
import { type BoxInDoubt, decideMove, type GoneReport, type MoveDecision } from './decide-move.ts';

const nowMs = 1_000_000;
/** Told first so many seconds ago, and last so many. */
const told = (firstS: number, lastS = 0, present = true): GoneReport => ({
  present,
  firstAtMs: nowMs - firstS * 1000,
  lastAtMs: nowMs - lastS * 1000,
});
const newcomer = (firstS: number) => told(firstS, 0, false);

test.each<[MoveDecision, string, Partial<BoxInDoubt>]>([
  ['stay', 'the link is up, whatever all say', { linkUp: true, presentCount: 2, reports: [told(30), told(30)] }],
  ['stay', 'the link is up and nobody is in', { linkUp: true, presentCount: 0 }],
  ['move', 'nobody is in who could be cut off', { presentCount: 0, reports: [newcomer(0)] }],
  ['move', 'who is alone in it says so', { presentCount: 1, reports: [told(0)] }],
  ['ask-again', 'one of two', { presentCount: 2, reports: [told(0)] }],
  ['move', 'both of two', { presentCount: 2, reports: [told(1), told(0)] }],
  ['ask-again', 'two of four are not more than half', { presentCount: 4, reports: [told(1), told(0)] }],
  ['move', 'three of four', { presentCount: 4, reports: [told(1), told(0), told(0)] }],
  ['ask-again', 'one of many, after less than 5 s', { presentCount: 9, reports: [told(4.9)] }],
  ['move', 'one of many, for 5 s', { presentCount: 9, reports: [told(5)] }],
  ['ask-again', 'one of many, who found the way back', { presentCount: 9, reports: [told(20, 10), told(1)] }],
  ['ask-again', 'both of two, one of whom found the way back', { presentCount: 2, reports: [told(20, 10), told(0)] }],
  ['ask-again', 'newcomers are no majority', { presentCount: 1, reports: [newcomer(1), newcomer(0)] }],
  ['ask-again', 'a newcomer, for less than 30 s', { presentCount: 3, reports: [newcomer(29.9)] }],
  ['ask-again', 'many newcomers', { presentCount: 1, reports: [newcomer(20), newcomer(9), newcomer(6)] }],
  ['move', 'a newcomer, for 30 s', { presentCount: 3, reports: [newcomer(30)] }],
])('%s: %s', (expected, _, change) => {
  expect(decideMove({ linkUp: false, presentCount: 0, reports: [], nowMs, ...change })).toBe(expected);
});
