import { expect, test } from 'vitest';
import { summary } from './measure.ts';
import { report } from './report.ts';

test('a report says what was found, and nothing that is private', () => {
  const text = report(
    {
      browser: 'fine',
      camera: 'permission-denied',
      microphone: 'fine',
      service: { ms: 21 },
      server: { ms: 40 },
      udp: 'fails',
      tcp: { ms: 120 },
      relay: 'none',
      speed: { upBps: 2_460_000, downBps: 3_010_000, rttMs: 48, lossPercent: 0 },
    },
    'Firefox/150',
    Date.parse('2026-11-22T18:00:00Z'),
  );
  expect(text).toBe(
    [
      'Parley call test, 2026-11-22T18:00:00.000Z',
      'result: limited, at camera',
      'browser: good',
      'camera: limited (device), permission-denied',
      'microphone: good, fine',
      'service: good, 21 ms',
      'server: good, 40 ms',
      'udp: limited (udp-blocked)',
      'tcp: good, 120 ms',
      'relay: skipped (no-relay)',
      'speed: good, up 2.5 Mbit/s, down 3.0 Mbit/s, 48 ms, 0 % lost',
      'browser name: Firefox/150',
    ].join('\n'),
  );
});

test('round trips: the middle one, and what never came back', () => {
  expect(summary([30, 10, 20], 4)).toEqual({ rttMs: 20, lossPercent: 25 });
  expect(summary([], 4)).toEqual({ rttMs: Number.POSITIVE_INFINITY, lossPercent: 100 });
});
