import { callReport } from '@parley/worker/contract/operations.ts';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { CallTally } from './call-tally.ts';

test('a stay of which nothing is known makes no report', () => {
  const tally = new CallTally();
  expect(tally.report()).toBeNull();
  tally.went('sfu', 400, { rttMs: 20, lossPercent: null });
  expect(tally.report()).toBeNull();
});

test('each way has its own time, median and mean', () => {
  const tally = new CallTally();
  tally.joinedAfter(812.4);
  for (const rttMs of [20, 900, 22]) tally.went('p2p', 4_000, { rttMs, lossPercent: null });
  tally.went('sfu', 4_000, { rttMs: null, lossPercent: 1 });
  tally.went('sfu', 2_600, { rttMs: 40.6, lossPercent: 0.25 });
  expect(tally.report()).toEqual({
    joinMs: 812,
    quality: {
      p2p: { seconds: 12, rttMs: 22, lossPercent: null },
      sfu: { seconds: 7, rttMs: 41, lossPercent: 0.63 },
    },
    switchGaps: [],
    recoveries: {},
  });
});

test('gaps and steps are kept, those that happened only', () => {
  const tally = new CallTally();
  tally.switched('sfu', 48.2);
  tally.switched('p2p', 33.3);
  tally.recovering('resume');
  tally.recovering('resume');
  expect(tally.report()).toMatchObject({
    joinMs: null,
    switchGaps: [
      { to: 'sfu', ms: 48 },
      { to: 'p2p', ms: 33 },
    ],
    recoveries: { resume: 2 },
  });
});

test('whatever happens, the report is one that the Worker takes', () => {
  const tally = new CallTally();
  tally.joinedAfter(9e9);
  tally.went('p2p', 9e12, { rttMs: 9e9, lossPercent: 100 });
  for (let time = 0; time < 1_200; time++) {
    tally.switched('sfu', -1);
    tally.recovering('another-box');
  }
  expect(z.safeParse(callReport, tally.report()).success).toBe(true);
});

test('a report that was made does not change any more', () => {
  const tally = new CallTally();
  tally.recovering('resume');
  const before = tally.report();
  tally.recovering('resume');
  tally.switched('sfu', 1);
  expect(before).toMatchObject({ switchGaps: [], recoveries: { resume: 1 } });
});
