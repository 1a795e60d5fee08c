import type { Quality } from '@parley/sfu/contract/shapes.ts';
import { type ConnectionFacts, type Look, lossPercent } from '../media/connection-quality.ts';

/** What is known of a connection at one moment; null: cannot be told. */
export type Measure = { lossPercent: number | null; rttMs: number | null };

/** The worst of several connections; null when none is measured. */
export function worstOf(
  connections: readonly { facts: ConnectionFacts | null; looks: readonly Look[] }[],
): Measure | null {
  const known = connections.flatMap(({ facts, looks }) =>
    facts ? [{ rttMs: facts.rttMs, loss: lossPercent(looks) }] : [],
  );
  if (known.length === 0) return null;
  const most = (values: (number | null)[]) =>
    values.reduce<number | null>((max, each) => (each === null ? max : Math.max(max ?? 0, each)), null);
  return { lossPercent: most(known.map(({ loss }) => loss)), rttMs: most(known.map(({ rttMs }) => rttMs)) };
}

export type OwnQualityTools = {
  /** Null: nothing is connected. */
  measure: () => Promise<Measure | null>;
  report: (quality: Quality) => Promise<unknown>;
  /** As setTimeout and clearTimeout; replaced in tests. */
  schedule: (task: () => void, delayMs: number) => () => void;
};

const intervalMs = 4_000;
/** As many looks in a row must agree: a moment's loss is nobody's business. */
const looksNeeded = 2;

/** `poor` is heard and seen by the others; `fair` may be. */
export function qualityFrom({ lossPercent, rttMs }: Measure): Quality {
  const [loss, rtt] = [lossPercent ?? 0, rttMs ?? 0];
  if (loss > 8 || rtt > 600) return 'poor';
  return loss > 3 || rtt > 300 ? 'fair' : 'good';
}

/** Watches how this person's own connection does, and tells the room when that changed for good. */
export class OwnQuality {
  readonly #tools: OwnQualityTools;
  #cancel: () => void = () => undefined;
  /** As the room knows it: everybody begins with `good`. */
  #told: Quality = 'good';
  #seen: Quality = 'good';
  #times = 0;
  #closed = false;

  constructor(tools: OwnQualityTools) {
    this.#tools = tools;
    this.#plan();
  }

  /** A box that one comes to knows nothing yet. */
  entered(): void {
    this.#told = 'good';
  }

  async look(): Promise<void> {
    const measure = await this.#tools.measure().catch(() => null);
    if (!measure) return;
    const quality = qualityFrom(measure);
    this.#times = quality === this.#seen ? this.#times + 1 : 1;
    this.#seen = quality;
    if (quality === this.#told || this.#times < looksNeeded) return;
    const before = this.#told;
    this.#told = quality;
    try {
      await this.#tools.report(quality);
    } catch {
      // Told again with the next look.
      if (this.#told === quality) this.#told = before;
    }
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
  }

  #plan(): void {
    if (this.#closed) return;
    this.#cancel = this.#tools.schedule(() => void this.look().finally(() => this.#plan()), intervalMs);
  }
}
