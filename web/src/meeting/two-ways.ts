import type { Mode } from '@parley/sfu/contract/shapes.ts';
import type { MediaPolicy } from '@parley/worker/contract/media-policy.ts';

/** How it stands with one other person. */
export type Pair = {
  participantId: string;
  /** Their signaling is lost: nothing can be negotiated with them now. */
  suspended: boolean;
  direct: 'none' | 'connecting' | 'connected' | 'broken';
  /** Both ends play each other by the wanted way. */
  settled: boolean;
};

/** What is sent by which way. */
export type WaysPlan = {
  sfu: { active: boolean; capped: boolean };
  /** Those with whom there is a direct connection, and whether it is capped. */
  direct: Map<string, { capped: boolean }>;
};

/**
 * Prepare, and retire: what the wanted mode asks for, and what is kept of the other way until it is settled. The wanted way is
 * capped while the other one carries the same.
 *
 * `sfuActive`: the box gets this person's media now; for a direct mode it is kept as it is, never begun.
 */
export function planWays(mode: Mode, policy: MediaPolicy, pairs: readonly Pair[], sfuActive: boolean): WaysPlan {
  const unsettled = pairs.some(({ settled }) => !settled);
  if (mode === 'p2p') {
    const active = policy !== 'p2p' && sfuActive && unsettled;
    const wanted = pairs.filter(({ suspended, direct }) => !suspended || direct !== 'none');
    return {
      sfu: { active, capped: false },
      direct: new Map(wanted.map(({ participantId, settled }) => [participantId, { capped: active && !settled }])),
    };
  }
  const kept = pairs.filter(({ direct, settled }) => direct !== 'none' && !settled);
  return {
    // A direct connection that is broken carries nothing: there is nothing to leave room for.
    sfu: { active: true, capped: kept.some(({ direct }) => direct === 'connected') },
    direct: new Map(kept.map(({ participantId }) => [participantId, { capped: false }])),
  };
}
