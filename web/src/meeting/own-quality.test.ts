import type { Quality } from '@parley/sfu/contract/shapes.ts';
import { expect, test } from 'vitest';
import { type Measure, OwnQuality, qualityFrom } from './own-quality.ts';

test.each<[Measure, Quality]>([
  [{ lossPercent: null, rttMs: null }, 'good'],
  [{ lossPercent: 1, rttMs: 120 }, 'good'],
  [{ lossPercent: 4, rttMs: 50 }, 'fair'],
  [{ lossPercent: 0, rttMs: 400 }, 'fair'],
  [{ lossPercent: 12, rttMs: 50 }, 'poor'],
  [{ lossPercent: 0, rttMs: 900 }, 'poor'],
])('%o is %s', (measure, quality) => {
  expect(qualityFrom(measure)).toBe(quality);
});

function watch(losses: (number | null)[], fails = 0) {
  const told: Quality[] = [];
  let failures = fails;
  const quality = new OwnQuality({
    measure: async () => {
      const lossPercent = losses.shift();
      return lossPercent === undefined || lossPercent === null ? null : { lossPercent, rttMs: null };
    },
    report: async (changed) => {
      if (failures-- > 0) throw new Error('not now');
      told.push(changed);
    },
    schedule: () => () => undefined,
  });
  return {
    told,
    quality,
    look: async (times: number) => {
      for (let each = 0; each < times; each++) await quality.look();
    },
  };
}

test('told when it changed for good, once', async () => {
  const { told, look } = watch([0, 20, 0, 20, 20, 20, 0, 0]);
  await look(8);
  expect(told).toEqual(['poor', 'good']);
});

test('what could not be measured changes nothing', async () => {
  const { told, look } = watch([20, null, 20]);
  await look(3);
  expect(told).toEqual(['poor']);
});

test('what could not be told is told with the next look, and anew to another box', async () => {
  const { told, look, quality } = watch([20, 20, 20, 20, 20], 1);
  await look(4);
  expect(told).toEqual(['poor']);
  quality.entered();
  await look(1);
  expect(told).toEqual(['poor', 'poor']);
});
