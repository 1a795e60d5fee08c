import type { Participant } from '@parley/sfu/contract/shapes.ts';
import { after } from '../media/after.ts';
import type { Path } from '../media/path.ts';
import { readProof } from '../media/proof.ts';
import { type Playing, Switcher } from '../media/switcher.ts';
import type { ViewReporter } from '../media/view-reporter.ts';

export type PlayedWaysTools = {
  paths: () => readonly Path[];
  wantedPath: (participantId: string) => Path | null;
  roster: () => readonly Participant[];
  /** What plays by the wanted way is proved even where nothing else plays. */
  proves: () => boolean;
  views: Pick<ViewReporter, 'watches'>;
  onPlaying: (playing: readonly Playing[]) => void;
  /** Something plays another way, or for the first time. */
  onFlip: () => void;
  /** See the switcher's events. */
  onFlipped: (participantId: string, pathId: string) => void;
  onUnproved: (participantId: string, pathId: string) => void;
};

/** What plays of the others, and by which way: for the person who looks, and for a box that is being left. */
export class PlayedWays {
  readonly switcher: Switcher;
  readonly #tools: PlayedWaysTools;

  constructor(tools: PlayedWaysTools) {
    this.#tools = tools;
    this.switcher = new Switcher(
      {
        read: ({ receiver }) => readProof(receiver),
        selects: (pathId) => kindOfPath(pathId) === 'sfu',
        connected: (pathId) => tools.paths().find(({ id }) => id === pathId)?.connected ?? false,
        watched: (participantId, source) => tools.views.watches(participantId, source),
        schedule: after,
        nowMs: () => performance.now(),
      },
      {
        onPlaying: tools.onPlaying,
        onFlip: (participantId, source, pathId) => {
          performance.mark('parley:flip', { detail: { participantId, source, path: kindOfPath(pathId) } });
          tools.onFlip();
        },
        onFlipped: tools.onFlipped,
        onUnproved: tools.onUnproved,
      },
    );
  }

  /** The paths by which anything plays. */
  playingPaths(): ReadonlySet<string> {
    return new Set(this.#tools.roster().flatMap(({ id }) => this.switcher.playingPaths(id)));
  }

  /** Everybody of this roster plays by the way that is wanted now; those who are away or gone keep nobody waiting. */
  allFlipped(roster: readonly Participant[]): boolean {
    const here = this.#tools.roster();
    return roster.every(({ id, suspended }) => {
      return suspended || !here.some((each) => each.id === id) || this.#isFlipped(id, this.#tools.wantedPath(id));
    });
  }

  playingKinds(participantId: string): ('p2p' | 'sfu')[] {
    return this.switcher.playingPaths(participantId).map(kindOfPath);
  }

  /** The way to someone of whom nothing plays: the proved one, or, where nobody waits for a proof, the one that stands. */
  settledKind(participantId: string): 'p2p' | 'sfu' | null {
    const wanted = this.#tools.wantedPath(participantId);
    if (!wanted) return null;
    const stands = !this.#tools.proves() && wanted.connected;
    return stands || this.#isFlipped(participantId, wanted) ? wanted.kind : null;
  }

  isSwitching(participantId: string): boolean {
    const wanted = this.#tools.wantedPath(participantId);
    return this.#tools.proves() && wanted !== null && !this.#isFlipped(participantId, wanted);
  }

  #isFlipped(participantId: string, wanted: Path | null): boolean {
    return wanted !== null && this.switcher.isFlipped(participantId, wanted.id);
  }
}

function kindOfPath(pathId: string): 'p2p' | 'sfu' {
  return pathId.startsWith('sfu:') ? 'sfu' : 'p2p';
}
