import type { ModeReason } from '@parley/sfu/contract/shapes.ts';
import { modeReason } from '@parley/sfu/contract/shapes.ts';
import { expect, test } from 'vitest';
import type { Way } from '../meeting/createMeeting.ts';
import { texts } from '../texts/texts.ts';
import { figures, qualityOf, wayWords } from './connection-words.ts';

const way = (change: Partial<Way>): Way => ({
  path: 'sfu',
  relayed: false,
  rttMs: null,
  lossPercent: null,
  switching: false,
  ...change,
});

test.each([
  [undefined, 'Not connected yet'],
  [way({ path: 'none' }), 'Not connected yet'],
  [way({ path: 'none', switching: true }), 'Changing over…'],
  [way({}), 'Through the meeting server'],
  [way({ path: 'p2p' }), 'Directly to Ben'],
  [way({ path: 'p2p', relayed: true }), 'Directly, over a relay'],
  [way({ path: 'p2p', switching: true }), 'Directly to Ben · Changing over…'],
])('%j is “%s”', (given, words) => {
  expect(wayWords(given, 'Ben')).toBe(words);
});

test.each([
  [null, null, 'unknown'],
  [0, 12, 'good'],
  [1.9, 249, 'good'],
  [2, 12, 'weak'],
  [0, 250, 'weak'],
  [8, 12, 'bad'],
  [0, 500, 'bad'],
  [null, 30, 'good'],
] as const)('%s %% lost and %s ms are %s', (lossPercent, rttMs, quality) => {
  expect(qualityOf({ lossPercent, rttMs })).toBe(quality);
});

test.each([
  [null, null, ''],
  [12.4, null, '12 ms'],
  [12.4, 0, '12 ms · 0 % lost'],
  [140, 0.42, '140 ms · 0.4 % lost'],
  [null, 12.6, '13 % lost'],
])('figures of %s ms and %s %%: “%s”', (rttMs, lossPercent, text) => {
  expect(figures({ rttMs, lossPercent })).toBe(text);
});

test.each(modeReason.options)('“%s” has a sentence for each mode', (reason: ModeReason) => {
  for (const mode of ['p2p', 'sfu'] as const) expect(texts.connection.reasons[reason][mode]).toMatch(/^[A-Z].+\.$/);
});
