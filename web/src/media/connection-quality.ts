/** How a connection does, read from its statistics. */
export type ConnectionFacts = {
  /** A relay (TURN) of either end is in between; null while nothing is connected. */
  relayed: boolean | null;
  rttMs: number | null;
  /** Packets that came, and that did not, since the beginning. */
  packetsReceived: number;
  packetsLost: number;
};

/** One look at a connection. */
export type Look = { atMs: number; packetsReceived: number; packetsLost: number };

/** How often a connection is looked at, in milliseconds. */
export const qualityIntervalMs = 2_000;
const lossWindowMs = 5_000;
const lossLimit = 0.08;
/** So long without a look, and this machine slept: what came meanwhile was lost at its own door. */
const sleptMs = 8_000;
/** Fewer say little: a silent microphone sends a few packets a second. */
const packetsNeeded = 50;

export function readConnectionFacts(report: RTCStatsReport): ConnectionFacts {
  const facts: ConnectionFacts = { relayed: null, rttMs: null, packetsReceived: 0, packetsLost: 0 };
  for (const stats of report.values()) {
    if (stats.type === 'inbound-rtp') {
      facts.packetsReceived += stats.packetsReceived ?? 0;
      facts.packetsLost += Math.max(0, stats.packetsLost ?? 0);
    }
    if (isSelected(report, stats)) {
      const types = [stats.localCandidateId, stats.remoteCandidateId].map((id) => report.get(id)?.candidateType);
      facts.relayed = types.includes('relay');
      facts.rttMs = stats.currentRoundTripTime === undefined ? null : Math.round(stats.currentRoundTripTime * 1000);
    }
  }
  return facts;
}

/** Share of packets that were lost between the first and the last look, in percent; null when too few came to tell. */
export function lossPercent(looks: readonly Look[]): number | null {
  const [first, last] = [looks[0], looks.at(-1)];
  if (!first || !last || first === last) return null;
  const received = last.packetsReceived - first.packetsReceived;
  const lost = last.packetsLost - first.packetsLost;
  return received + lost < packetsNeeded ? null : Math.round((lost / (received + lost)) * 1000) / 10;
}

/** The looks that matter still, the newest included: those of the last 5 s, and one from before, so that all of it is covered. */
export function withLook(looks: readonly Look[], look: Look): Look[] {
  const before = looks.at(-1);
  // Not even this one: the first packets after the sleep, which tell what is missing, are still to come.
  if (before && look.atMs - before.atMs > sleptMs) return [];
  const all = [...looks, look];
  const inWindow = all.findIndex(({ atMs }) => atMs > look.atMs - lossWindowMs);
  return all.slice(Math.max(0, inWindow - 1));
}

/** More than 8 % lost over at least 5 s. */
export function isLossy(looks: readonly Look[]): boolean {
  const [first, last] = [looks[0], looks.at(-1)];
  if (!first || !last || last.atMs - first.atMs < lossWindowMs) return false;
  return (lossPercent(looks) ?? 0) > lossLimit * 100;
}

/** Firefox marks the pair itself, the others name it in their transport. */
function isSelected(report: RTCStatsReport, stats: { type: string; id: string; selected?: boolean }): boolean {
  if (stats.type !== 'candidate-pair') return false;
  if (stats.selected !== undefined) return stats.selected;
  return [...report.values()].some((each) => each.type === 'transport' && each.selectedCandidatePairId === stats.id);
}
