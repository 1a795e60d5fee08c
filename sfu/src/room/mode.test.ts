import { expect, test } from 'vitest';
import { decideMode, defaultModeTimes, type ModeFacts } from './mode.ts';

const alone: ModeFacts = {
  policy: 'auto',
  mode: 'sfu',
  present: 1,
  incomplete: false,
  hidden: false,
  sinceMs: 0,
  everMore: false,
  trouble: null,
};
const two: ModeFacts = { ...alone, present: 2 };
const direct: ModeFacts = { ...two, mode: 'p2p' };
const trouble = { reason: 'lossy', atMs: 50_000 } as const;

const walks: [string, ModeFacts, number, string, string, number | null][] = [
  ['nobody', { ...alone, present: 0 }, 99_000, 'sfu', 'beginning', null],
  ['alone', alone, 99_000, 'sfu', 'beginning', null],
  ['two, just now', two, 1_999, 'sfu', 'beginning', 2_000],
  ['two, for 2 s', two, 2_000, 'p2p', 'two-people', null],
  ['two, directly', direct, 0, 'p2p', 'two-people', null],
  ['a third came', { ...direct, present: 3 }, 99_000, 'sfu', 'more-than-two', null],
  ['two are left', { ...two, everMore: true }, 9_999, 'sfu', 'more-than-two', 10_000],
  ['two are left for 10 s', { ...two, everMore: true }, 10_000, 'p2p', 'two-people', null],
  ['one of two is suspended', { ...two, incomplete: true }, 99_000, 'sfu', 'beginning', null],
  ['one of two left is suspended', { ...two, incomplete: true, everMore: true }, 99_000, 'sfu', 'more-than-two', null],
  ['one of two who talk directly is suspended', { ...direct, incomplete: true }, 99_000, 'p2p', 'two-people', null],
  ['one of two who talked directly has left', { ...direct, present: 1 }, 2_999, 'p2p', 'two-people', 3_000],
  ['one of two has left for 3 s', { ...direct, present: 1 }, 3_000, 'sfu', 'beginning', null],
  ['both have left', { ...direct, present: 0 }, 3_000, 'sfu', 'beginning', null],
  ['one of two hides', { ...two, hidden: true }, 99_000, 'sfu', 'hidden-address', null],
  ['one who hides has come', { ...direct, hidden: true }, 0, 'sfu', 'hidden-address', null],
  ['it failed', { ...direct, trouble }, 50_000, 'sfu', 'lossy', 350_000],
  ['it failed a while ago', { ...two, trouble }, 349_999, 'sfu', 'lossy', 350_000],
  ['it failed 5 minutes ago', { ...two, trouble }, 350_000, 'p2p', 'two-people', null],
  [
    'it failed 5 minutes ago, and one is suspended',
    { ...two, trouble, incomplete: true },
    350_000,
    'sfu',
    'beginning',
    null,
  ],
  ['three, and it failed', { ...two, present: 3, trouble }, 50_000, 'sfu', 'more-than-two', null],
  ['policy sfu', { ...two, policy: 'sfu' }, 99_000, 'sfu', 'policy', null],
  ['policy p2p, alone', { ...alone, mode: 'p2p', policy: 'p2p' }, 99_000, 'p2p', 'policy', null],
  [
    'policy p2p, four, one hides, and it failed',
    { ...direct, policy: 'p2p', present: 4, hidden: true, trouble },
    50_000,
    'p2p',
    'policy',
    null,
  ],
];
test.each(walks)('%s', (_, facts, nowMs, mode, reason, againAtMs) => {
  expect(decideMode(facts, defaultModeTimes, nowMs)).toEqual({ mode, reason, againAtMs });
});

test('whoever looks again when told so gets another answer', () => {
  for (const [name, facts, nowMs] of walks) {
    const decision = decideMode(facts, defaultModeTimes, nowMs);
    if (decision.againAtMs === null) continue;
    const later = decideMode({ ...facts, mode: decision.mode }, defaultModeTimes, decision.againAtMs);
    expect(later.mode, name).not.toBe(decision.mode);
  }
});
