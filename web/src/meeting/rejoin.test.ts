import { expect, test } from 'vitest';
import { ProblemError } from '../errors/problem.ts';
import { rejoin, rejoinDelayMs } from './rejoin.ts';

test('waits longer each time, up to a bound', () => {
  const delays = [1, 2, 3, 4, 5, 6].map((attempt) => rejoinDelayMs(attempt, 'no-box', 0, false));
  expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000]);
});

test('asks again soon while others are about to say that the box is gone', () => {
  expect(rejoinDelayMs(5, 'move-pending', 0, false)).toBe(350);
});

test('gives up on what will not pass, and after three minutes unless media flow', () => {
  expect(rejoinDelayMs(1, 'removed', 0, true)).toBeNull();
  expect(rejoinDelayMs(1, 'meeting-ended', 0, true)).toBeNull();
  expect(rejoinDelayMs(1, 'protocol-mismatch', 0, true)).toBeNull();
  expect(rejoinDelayMs(9, 'no-box', 180_001, false)).toBeNull();
  expect(rejoinDelayMs(9, 'no-box', 180_001, true)).toBe(8_000);
});

test('tries again until it works', async () => {
  let count = 0;
  const attempt = async () => {
    count++;
    if (count < 2) throw new ProblemError('box-unreachable');
    return 'in';
  };
  await expect(rejoin(attempt, new AbortController().signal, () => false)).resolves.toBe('in');
  expect(count).toBe(2);
});

test('a final refusal is thrown at once', async () => {
  const attempt = async () => {
    throw new ProblemError('removed');
  };
  await expect(rejoin(attempt, new AbortController().signal, () => false)).rejects.toMatchObject({
    problem: 'removed',
  });
});

test('stops when aborted', async () => {
  const controller = new AbortController();
  const attempt = async () => {
    throw new ProblemError('no-box');
  };
  const result = rejoin(attempt, controller.signal, () => false);
  controller.abort();
  await expect(result).rejects.toMatchObject({ name: 'AbortError' });
});
