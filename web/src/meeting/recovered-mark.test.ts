import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RecoveredMark } from './recovered-mark.ts';

let marked: unknown[] = [];
beforeEach(() => {
  marked = [];
  vi.spyOn(performance, 'mark').mockImplementation((_, options) => marked.push(options?.detail.step) as never);
});
afterEach(() => void vi.restoreAllMocks());

test('where the same streams go on, the end of the step is the moment', () => {
  const mark = new RecoveredMark();
  mark.onStep('ice-restart');
  mark.onFlip('ice-restart');
  expect(marked).toEqual([]);
  mark.onStep(null);
  mark.onFlip(null);
  expect(marked).toEqual(['ice-restart']);
});

test('where something new plays, its first flip is the moment', () => {
  const mark = new RecoveredMark();
  mark.onStep('another-box');
  mark.onStep(null);
  expect(marked).toEqual([]);
  mark.onFlip(null);
  mark.onFlip(null);
  expect(marked).toEqual(['another-box']);
});

test('new transports may play before the step is over; without a step nothing is marked', () => {
  const mark = new RecoveredMark();
  mark.onFlip(null);
  mark.onStep('new-transport');
  mark.onFlip('new-transport');
  expect(marked).toEqual(['new-transport']);
});
