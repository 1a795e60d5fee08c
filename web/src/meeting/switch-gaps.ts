import type { RoomMode } from '@parley/sfu/contract/shapes.ts';

type Mode = RoomMode['mode'];

/** One picture that is looked at while media change their way. */
export type PictureWatch = {
  /** A new picture was seen; `stream` names where it came by. */
  frame: (stream: string, atMs: number) => void;
  /** The picture is not shown any more, or was turned off: what is missing from now on is meant to be. */
  end: () => void;
};

export type SwitchGapsTools = {
  /** Pictures are to be watched: each that is shown asks once. Null: no more. */
  onWatching: (watch: (() => PictureWatch | null) | null) => void;
  onGap: (to: Mode, ms: number) => void;
  /** Nobody looks, and the browser shows no pictures. */
  hidden: () => boolean;
  /** As setTimeout and clearTimeout; replaced in tests. */
  schedule: (task: () => void, delayMs: number) => () => void;
  nowMs: () => number;
};

/** More say no more, and cost. */
const maxPictures = 6;
/** A new way that is not taken by then is not about to be. */
const patienceMs = 20_000;
/** A stutter after the change belongs to it. */
const afterwardsMs = 2_000;

type Seen = { stream: string | null; lastMs: number; longestMs: number; flipped: boolean };

/** Measures the longest time without a new picture around each planned change of the way; at all other times nothing is watched. */
export class SwitchGaps {
  readonly #tools: SwitchGapsTools;
  #to: Mode | null = null;
  #open = new Set<Seen>();
  #all: Seen[] = [];
  #cancel: () => void = () => undefined;

  constructor(tools: SwitchGapsTools) {
    this.#tools = tools;
  }

  /** Media are about to go another way. A change that is still under way counts for as far as it came. */
  begin(to: Mode): void {
    this.#conclude();
    if (this.#tools.hidden()) return;
    this.#to = to;
    this.#wait(patienceMs);
    this.#tools.onWatching(() => this.#watch());
  }

  /** Something else came in between: what is seen now says nothing of the change. */
  discard(): void {
    if (this.#to === null) return;
    this.#cancel();
    this.#to = null;
    this.#open = new Set();
    this.#all = [];
    this.#tools.onWatching(null);
  }

  #watch(): PictureWatch | null {
    if (this.#to === null || this.#all.length >= maxPictures) return null;
    const seen: Seen = { stream: null, lastMs: 0, longestMs: 0, flipped: false };
    this.#all.push(seen);
    this.#open.add(seen);
    return {
      frame: (stream, atMs) => this.#open.has(seen) && this.#onFrame(seen, stream, atMs),
      end: () => void this.#open.delete(seen),
    };
  }

  #onFrame(seen: Seen, stream: string, atMs: number): void {
    if (seen.stream !== null) seen.longestMs = Math.max(seen.longestMs, atMs - seen.lastMs);
    if (seen.stream !== null && seen.stream !== stream) {
      seen.flipped = true;
      this.#wait(afterwardsMs);
    }
    seen.stream = stream;
    seen.lastMs = atMs;
  }

  #wait(ms: number): void {
    this.#cancel();
    this.#cancel = this.#tools.schedule(() => this.#conclude(), ms);
  }

  #conclude(): void {
    const to = this.#to;
    if (to === null) return;
    const nowMs = this.#tools.nowMs();
    // A picture that stands still since is the worst of all.
    for (const seen of this.#open) seen.longestMs = Math.max(seen.longestMs, nowMs - seen.lastMs);
    const flipped = this.#all.filter((seen) => seen.flipped);
    this.discard();
    if (flipped.length > 0) this.#tools.onGap(to, Math.max(...flipped.map(({ longestMs }) => longestMs)));
  }
}
