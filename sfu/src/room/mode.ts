import type { MediaPolicy } from '@parley/worker/contract/media-policy.ts';
import type { Mode, ModeReason } from '../../contract/shapes.ts';

/** How long a room waits before it changes its mode, in milliseconds. */
export const defaultModeTimes = {
  /** For the first two people to talk directly: a third often follows at once. */
  firstPairMs: 2_000,
  /** For two people who are left of more. */
  returnMs: 10_000,
  /** For the other one to come back, when one of two is gone. */
  aloneMs: 3_000,
  /** Until the direct way is tried again after it failed. */
  troubleMs: 300_000,
};
export type ModeTimes = typeof defaultModeTimes;

/** What a direct way can be too bad for. */
type DirectTrouble = Extract<ModeReason, 'not-connected' | 'relayed' | 'lossy' | 'lost'>;

/** All that the mode depends on. */
export interface ModeFacts {
  policy: MediaPolicy;
  mode: Mode;
  /** People in the room; suspended and expected ones count. */
  present: number;
  /** Somebody is suspended or expected: a direct way cannot be negotiated with them now. */
  incomplete: boolean;
  /** Somebody hides their network address. */
  hidden: boolean;
  /** Since when they are one (or none), two, or more. */
  sinceMs: number;
  /** There were more than two at some time. */
  everMore: boolean;
  /** What was wrong with the direct way of these two; null for nothing. */
  trouble: { reason: DirectTrouble; atMs: number } | null;
}

export interface ModeDecision {
  mode: Mode;
  reason: ModeReason;
  /** When the decision may be another one although nothing else happened; null for never. */
  againAtMs: number | null;
}

/** The mode a room of this policy begins with. */
export function firstMode(policy: MediaPolicy): ModeDecision {
  if (policy === 'auto') return { mode: 'sfu', reason: 'beginning', againAtMs: null };
  return { mode: policy, reason: 'policy', againAtMs: null };
}

/** The mode that a room wants now, why, and when to look again. */
export function decideMode(facts: ModeFacts, times: ModeTimes, nowMs: number): ModeDecision {
  const { policy, mode, present, sinceMs, everMore } = facts;
  if (policy !== 'auto') return firstMode(policy);
  if (present > 2) return { mode: 'sfu', reason: 'more-than-two', againAtMs: null };
  if (present < 2) {
    const overAtMs = sinceMs + times.aloneMs;
    if (mode === 'p2p' && nowMs < overAtMs) return { mode: 'p2p', reason: 'two-people', againAtMs: overAtMs };
    return { mode: 'sfu', reason: 'beginning', againAtMs: null };
  }
  const obstacle = obstacleOf(facts, times, nowMs);
  if (obstacle) return obstacle;
  if (mode === 'p2p') return { mode: 'p2p', reason: 'two-people', againAtMs: null };
  const reason = everMore ? 'more-than-two' : 'beginning';
  // Their return, or end, is looked at when it happens.
  if (facts.incomplete) return { mode: 'sfu', reason, againAtMs: null };
  const readyAtMs = sinceMs + (everMore ? times.returnMs : times.firstPairMs);
  if (nowMs < readyAtMs) return { mode: 'sfu', reason, againAtMs: readyAtMs };
  return { mode: 'p2p', reason: 'two-people', againAtMs: null };
}

function obstacleOf({ hidden, trouble }: ModeFacts, times: ModeTimes, nowMs: number): ModeDecision | null {
  if (hidden) return { mode: 'sfu', reason: 'hidden-address', againAtMs: null };
  if (trouble === null) return null;
  const overAtMs = trouble.atMs + times.troubleMs;
  return nowMs < overAtMs ? { mode: 'sfu', reason: trouble.reason, againAtMs: overAtMs } : null;
}
