/** Somebody told that they cannot reach the meeting's box, first and last at these times. `present`: the box has them in the room. */
export type GoneReport = { present: boolean; firstAtMs: number; lastAtMs: number };

/** All that depends on whether a meeting leaves its box, when somebody says that the box is gone. */
export type BoxInDoubt = {
  /** The box's link is open and not silent. */
  linkUp: boolean;
  presentCount: number;
  reports: readonly GoneReport[];
  nowMs: number;
};

/** `stay`: join there, as usual. `ask-again`: too early to say. */
export type MoveDecision = 'stay' | 'ask-again' | 'move';

/** One person alone is believed after this long if the box has them in the room. */
export const believedAloneAfterMs = 5_000;
/**
 * Somebody who is not in the room is believed after this long: it may be their own network, but those who count as present may be
 * gone without a word, and must not keep everybody else out.
 */
export const newcomerBelievedAfterMs = 30_000;
/** Who cannot reach the box asks every second: a report that nobody repeated for so long is over. */
export const reportHoldsMs = 10_000;

/** Is the report still made, or did its client find the way back meanwhile? */
export function isCurrent(report: { lastAtMs: number }, nowMs: number): boolean {
  return nowMs - report.lastAtMs < reportHoldsMs;
}

/**
 * A box is dead when its link is gone *and* more than half of those in the room say so, or one of them does for five seconds, or
 * anybody for thirty. The link alone says little: a new version of the Worker drops all links at once. Nor do people alone: it may be
 * their network.
 */
export function decideMove({ linkUp, presentCount, reports, nowMs }: BoxInDoubt): MoveDecision {
  if (linkUp) return 'stay';
  if (presentCount === 0) return 'move';
  const current = reports.filter((report) => isCurrent(report, nowMs));
  if (current.filter(({ present }) => present).length * 2 > presentCount) return 'move';
  const isBelieved = ({ present, firstAtMs }: GoneReport) =>
    nowMs - firstAtMs >= (present ? believedAloneAfterMs : newcomerBelievedAfterMs);
  return current.some(isBelieved) ? 'move' : 'ask-again';
}
