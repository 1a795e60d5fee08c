import { kindOfSource, type Source } from '@parley/sfu/contract/shapes.ts';
import type { Shown } from './path.ts';

/** How a tile shows a picture: its longer side in device pixels; 0 when it is not shown. */
export type View = { sidePx: number };

export type ReporterTools = {
  send: (shown: readonly Shown[]) => Promise<void>;
  /** As setTimeout and clearTimeout; replaced in tests. */
  schedule: (task: () => void, delayMs: number) => () => void;
};

/** Sizes settle before they are told: a window being dragged would ask for another layer with every pixel. */
const settleMs = 150;
/** A short look at another tab costs nothing. */
const hiddenPatienceMs = 1_500;
const retryMs = 1_000;
/** Sizes are told in these steps, rounded up: smaller differences never change a layer. */
const stepPx = 40;
const perMessage = 200;

type Attached = { participantId: string; source: Source; told: Shown | null };

/** Tells the box how each received stream is shown: debounced, and only what changed. Lives longer than any one path. */
export class ViewReporter {
  readonly #tools: ReporterTools;
  readonly #views = new Map<string, View & Pick<Attached, 'participantId' | 'source'>>();
  readonly #attached = new Map<string, Attached>();
  readonly #listeners = new Set<() => void>();
  #documentHidden = false;
  #cancel: (() => void) | null = null;
  #dueInMs = Number.POSITIVE_INFINITY;

  constructor(tools: ReporterTools) {
    this.#tools = tools;
  }

  /** Null: no tile shows it any more. */
  setView(participantId: string, source: Source, view: View | null): void {
    if (view) this.#views.set(key(participantId, source), { participantId, source, ...view });
    else this.#views.delete(key(participantId, source));
    this.#plan(settleMs);
    for (const listener of this.#listeners) listener();
  }

  /**
   * What tiles show, most important first: screens, then by size. Also while the page is out of sight, so that it is all there when
   * it comes back.
   */
  seen(): { participantId: string; source: 'camera' | 'screen' }[] {
    const isScreen = ({ source }: { source: Source }) => Number(source === 'screen');
    return [...this.#views.values()]
      .filter(({ sidePx }) => sidePx > 0)
      .sort((a, b) => isScreen(b) - isScreen(a) || steps(b.sidePx) - steps(a.sidePx))
      .flatMap(({ participantId, source }) =>
        source === 'camera' || source === 'screen' ? [{ participantId, source }] : [],
      );
  }

  /** Calls back when what tiles show may have changed. Returns how to end that. */
  onSeen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A tile shows this picture now. */
  watches(participantId: string, source: Source): boolean {
    return !this.#documentHidden && (this.#views.get(key(participantId, source))?.sidePx ?? 0) > 0;
  }

  setDocumentHidden(hidden: boolean): void {
    this.#documentHidden = hidden;
    this.#plan(hidden ? hiddenPatienceMs : 0);
  }

  /** A stream begins. The box waits to hear how it is shown, unless it plays already. */
  attach(id: string, participantId: string, source: Source, playing: boolean): void {
    const playingAudio = playing && kindOfSource[source] === 'audio';
    this.#attached.set(id, { participantId, source, told: playingAudio ? { id, hidden: false, sidePx: 0 } : null });
    this.#plan(playing ? settleMs : 0);
  }

  detach(id: string): void {
    this.#attached.delete(id);
  }

  /** Forgets what was told: a resumed or rebuilt connection hears all of it again. */
  tellAgain(): void {
    for (const attached of this.#attached.values()) attached.told = null;
    this.#plan(0);
  }

  close(): void {
    this.#cancel?.();
    this.#attached.clear();
    this.#views.clear();
  }

  #plan(delayMs: number): void {
    // Sooner wins; among equals the later one, so that sizes settle.
    if (this.#cancel && delayMs > this.#dueInMs) return;
    this.#cancel?.();
    this.#dueInMs = delayMs;
    this.#cancel = this.#tools.schedule(() => {
      this.#cancel = null;
      void this.#flush();
    }, delayMs);
  }

  async #flush(): Promise<void> {
    const changes: Shown[] = [];
    for (const [id, attached] of this.#attached) {
      const wanted = this.#wanted(id, attached);
      if (attached.told?.hidden === wanted.hidden && attached.told.sidePx === wanted.sidePx) continue;
      attached.told = wanted;
      changes.push(wanted);
    }
    for (let start = 0; start < changes.length; start += perMessage) {
      const part = changes.slice(start, start + perMessage);
      await this.#tools.send(part).catch(() => this.#forget(part));
    }
  }

  /** It did not arrive: told again later, unless something newer was. */
  #forget(changes: readonly Shown[]): void {
    for (const change of changes) {
      const attached = this.#attached.get(change.id);
      if (attached?.told === change) attached.told = null;
    }
    this.#plan(retryMs);
  }

  #wanted(id: string, { participantId, source }: Attached): Shown {
    // Audio is never paused for being out of sight.
    if (kindOfSource[source] === 'audio') return { id, hidden: false, sidePx: 0 };
    const view = this.#views.get(key(participantId, source));
    if (!view || view.sidePx <= 0 || this.#documentHidden) return { id, hidden: true, sidePx: 0 };
    return { id, hidden: false, sidePx: Math.min(16_384, steps(view.sidePx) * stepPx) };
  }
}

function steps(sidePx: number): number {
  return Math.ceil(sidePx / stepPx);
}

function key(participantId: string, source: Source): string {
  return `${participantId}:${source}`;
}
