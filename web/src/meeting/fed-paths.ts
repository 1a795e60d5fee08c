import type { Source } from '@parley/sfu/contract/shapes.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { Path } from '../media/path.ts';
import { SentSources } from './sent-sources.ts';
import type { StayMedia } from './stay-media.ts';

export type FedPathsTools = {
  localMedia: LocalMedia;
  /** Of all stays that go on: each box is told what is sent, and gets it by its path. */
  stays: () => readonly StayMedia[];
  directPaths: () => readonly Path[];
};

/** What this person sends, over all ways that there are: each change reaches all of them, and a new one is told what is sent. */
export class FedPaths {
  readonly sources: SentSources;
  readonly #tools: FedPathsTools;
  readonly #fed = new WeakSet<Path>();

  constructor(tools: FedPathsTools) {
    this.#tools = tools;
    this.sources = new SentSources(tools.localMedia, {
      tell: async (source, muted) => {
        await Promise.all(tools.stays().map(({ announcer }) => announcer.tell(source, muted)));
      },
      send: async (source, sending) => {
        await Promise.all(this.all.map((path) => path.setSending(source, sending)));
      },
    });
  }

  get all(): readonly Path[] {
    return [...this.#tools.stays().map(({ path }) => path), ...this.#tools.directPaths()];
  }

  /** Tells a box what is sent, as it may not have heard all of it; but not what others have `decided` there meanwhile. */
  tellAgain({ announcer }: StayMedia, decided: ReadonlySet<Source>): void {
    this.sources.tellAgain(async (source, muted) => {
      if (!decided.has(source)) await announcer.tell(source, muted);
    });
  }

  /** Tells a new path what is sent now; later changes reach it like all others. `sfuActive`: the box gets anything at all. */
  feed(path: Path, sfuActive: boolean): void {
    if (this.#fed.has(path)) return;
    this.#fed.add(path);
    if (path.kind === 'sfu') path.setActive(sfuActive);
    for (const [source, sending] of this.sources.sending()) void path.setSending(source, sending);
  }
}
