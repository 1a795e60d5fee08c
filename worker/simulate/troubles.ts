import type { Random } from './random.ts';

/** What happens to a box, in milliseconds of the day. */
export type Trouble = {
  boxId: string;
  /** It is asked to stop, and its meetings move; null: it dies without a word. */
  drainsAtMs: number | null;
  downAtMs: number;
  upAtMs: number;
};

const minuteMs = 60_000;
/** Every fifth box fails once, for a quarter of an hour. */
const failingShare = 0.2;
const failureMs = 15 * minuteMs;
/** The rolling deploy: one box after the other, in the middle of the European afternoon. */
const deployAtMs = 14 * 60 * minuteMs;
const deploy = { drainMs: minuteMs, downMs: minuteMs / 2, betweenMs: minuteMs / 2 };

/** Failures at random, and a rolling deploy of all boxes. */
export function planTroubles(random: Random, boxIds: readonly string[]): Trouble[] {
  const everyMs = deploy.drainMs + deploy.downMs + deploy.betweenMs;
  const upgrades = boxIds.map((boxId, i) => {
    const drainsAtMs = deployAtMs + i * everyMs;
    const downAtMs = drainsAtMs + deploy.drainMs;
    return { boxId, drainsAtMs, downAtMs, upAtMs: downAtMs + deploy.downMs };
  });
  const failing = Array.from({ length: Math.max(1, Math.round(boxIds.length * failingShare)) }, () => {
    // In the first half of the day, so that nothing fails in the middle of its upgrade.
    const downAtMs = random.between(0, deployAtMs - failureMs);
    return { boxId: random.pick(boxIds), drainsAtMs: null, downAtMs, upAtMs: downAtMs + failureMs };
  });
  return [...upgrades, ...failing];
}
