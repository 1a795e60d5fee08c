import type { MediaPolicy } from '@parley/worker/contract/media-policy.ts';
import type { Path } from '../media/path.ts';
import type { BoxReports } from './box-reports.ts';
import type { DirectMedia } from './direct-media.ts';
import type { Timers } from './timers.ts';
import type { WantedMode } from './wanted-mode.ts';

/** Rooms of more people never had a direct way: nobody waits there to hear which way is proved. */
const provedUpTo = 5;
const refusedProofRetryMs = 500;
/** A direct way that is not proved so long after it was complained of is given up, in milliseconds. */
const lostAfterMs = 8_000;

/** Pairs may have a direct way, besides those that have one already. `others`: besides this person. */
export function mayGoDirectly(policy: MediaPolicy, others: number): boolean {
  return policy !== 'sfu' && others < provedUpTo;
}

type PairFacts = {
  /** How the direct way to this person does. */
  direct: ReturnType<DirectMedia['state']>;
  policy: MediaPolicy;
  /** Besides this person. */
  others: number;
};

/**
 * Somebody waits to hear by which way this person plays the other one: the box, to settle a pair that may have two ways. In a large
 * meeting nobody does, and everybody telling of everybody would be a flood.
 */
function isAwaited({ direct, policy, others }: PairFacts): boolean {
  return direct !== 'none' || mayGoDirectly(policy, others);
}

export type ProofReportsTools = {
  wanted: WantedMode;
  wantedPath: (participantId: string) => Pick<Path, 'id' | 'kind'> | null;
  /** All of theirs is proved on this path and plays there. */
  isFlipped: (participantId: string, pathId: string) => boolean;
  facts: (participantId: string) => PairFacts;
  /** Their signaling is lost: through the box they could not be heard either. */
  isAway: (participantId: string) => boolean;
  reports: Pick<BoxReports, 'path' | 'trouble'>;
  timers: Pick<Timers, 'after'>;
};

/** Tells the box which pairs are proved, and of those that are not: once each, and only where somebody waits. */
export class ProofReports {
  readonly #tools: ProofReportsTools;

  constructor(tools: ProofReportsTools) {
    this.#tools = tools;
  }

  /** Says that all of theirs plays by the wanted way, if it does and was not settled before. */
  reportIfFlipped(participantId: string): void {
    const { wanted, wantedPath, isFlipped, reports } = this.#tools;
    const path = wantedPath(participantId);
    if (!path || path.kind !== wanted.current?.mode || !isAwaited(this.#tools.facts(participantId))) return;
    if (isFlipped(participantId, path.id) && !wanted.isSettled(participantId)) reports.path(participantId);
  }

  onFlipped(participantId: string, pathId: string): void {
    if (pathId === this.#tools.wantedPath(participantId)?.id) this.reportIfFlipped(participantId);
  }

  /** The box did not believe it: it may know a little later what this side knows already. */
  onRefused(participantId: string): void {
    this.#tools.timers.after(refusedProofRetryMs, () => this.reportIfFlipped(participantId));
  }

  onUnproved(participantId: string, pathId: string): void {
    const path = this.#tools.wantedPath(participantId);
    if (pathId !== path?.id || !isAwaited(this.#tools.facts(participantId))) return;
    this.#tools.reports.trouble(participantId, 'not-proved');
    if (path.kind === 'p2p') this.#giveUpLater(participantId, pathId);
  }

  /** A connection that stands and brings nothing keeps both ways busy: the room shall want the other one again. */
  #giveUpLater(participantId: string, pathId: string): void {
    const { timers, wantedPath, isFlipped, isAway, facts, reports } = this.#tools;
    timers.after(lostAfterMs, () => {
      if (pathId !== wantedPath(participantId)?.id || isFlipped(participantId, pathId)) return;
      const { direct, policy } = facts(participantId);
      if (policy === 'p2p') return;
      // One that broke is told of by who takes care of it.
      if (direct === 'connected' && !isAway(participantId)) reports.trouble(participantId, 'lost');
      this.#giveUpLater(participantId, pathId);
    });
  }
}
