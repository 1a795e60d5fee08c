import type { Quality } from '@parley/sfu/contract/shapes.ts';

/** How much is given up on a poor line: 0 for nothing. */
export type ThriftLevel = 0 | 1 | 2 | 3 | 4;
export type Thrift = { level: ThriftLevel; sinceMs: number };

export const spendFreely: Thrift = { level: 0, sinceMs: 0 };

/** What may be used at a level; null: as much as it wants. Sides in device pixels, 0 for not at all. Sound is never limited. */
export type Limits = {
  smallSidePx: number | null;
  largeSidePx: number | null;
  screenSidePx: number | null;
  ownCameraFps: number | null;
  ownScreenFps: number | null;
};

/**
 * The order in which quality is given up: first the pictures of the others, the small ones before the large one, then the own
 * picture, the screens last. What somebody says arrives as long as anything does.
 */
export const limitsAt: Record<ThriftLevel, Limits> = {
  0: { smallSidePx: null, largeSidePx: null, screenSidePx: null, ownCameraFps: null, ownScreenFps: null },
  1: { smallSidePx: 320, largeSidePx: 960, screenSidePx: null, ownCameraFps: null, ownScreenFps: null },
  2: { smallSidePx: 240, largeSidePx: 640, screenSidePx: null, ownCameraFps: 15, ownScreenFps: null },
  3: { smallSidePx: 0, largeSidePx: 320, screenSidePx: null, ownCameraFps: 10, ownScreenFps: 15 },
  4: { smallSidePx: 0, largeSidePx: 320, screenSidePx: 1_280, ownCameraFps: 6, ownScreenFps: 5 },
};

/** A phone's screen is fine, but small, and its line is paid for: more pixels than these are not seen. */
const phoneLimits = { smallSidePx: 480, largeSidePx: 960 };

/** Still poor for so long: more is given up. Good again for so long: a little is taken back. */
const patienceMs = 15_000;
const recoveryMs = 10_000;
const leastAt: Record<Quality, ThriftLevel> = { good: 0, fair: 1, poor: 2 };

/** What follows when the own line is as it is. At once for the worse, step by step for the better. */
export function nextThrift(before: Thrift, quality: Quality, nowMs: number): Thrift {
  const least = leastAt[quality];
  const forMs = nowMs - before.sinceMs;
  if (before.level < least) return { level: least, sinceMs: nowMs };
  if (quality === 'poor' && before.level < 4 && forMs >= patienceMs)
    return { level: (before.level + 1) as ThriftLevel, sinceMs: nowMs };
  if (quality !== 'poor' && before.level > least && forMs >= recoveryMs)
    return { level: (before.level - 1) as ThriftLevel, sinceMs: nowMs };
  return before;
}

export function limitsOf(level: ThriftLevel, phone: boolean): Limits {
  const limits = limitsAt[level];
  if (!phone) return limits;
  return {
    ...limits,
    smallSidePx: Math.min(limits.smallSidePx ?? Number.POSITIVE_INFINITY, phoneLimits.smallSidePx),
    largeSidePx: Math.min(limits.largeSidePx ?? Number.POSITIVE_INFINITY, phoneLimits.largeSidePx),
  };
}

/** How large a picture is asked for: as it is shown, at most as it may be; null for not at all. */
export function askedSidePx(shownPx: number, limit: number | null): number | null {
  if (limit === 0) return null;
  return limit === null ? shownPx : Math.min(shownPx, limit);
}
