import type { PayloadOf } from '@parley/sfu/contract/requests.ts';
import type { Sending, Source } from '@parley/sfu/contract/shapes.ts';

/** Tells one box what this person sends, and knows what the box was told. */
export class SourceAnnouncer {
  readonly #setSource: (payload: PayloadOf<'setSource'>) => Promise<unknown>;
  #atBox = new Map<Source, boolean>();

  constructor(setSource: (payload: PayloadOf<'setSource'>) => Promise<unknown>) {
    this.#setSource = setSource;
  }

  /** On entering, after a resume, and when a host decided: what the box says it knows. */
  reconcile(atBox: readonly Sending[]): void {
    this.#atBox = new Map(atBox.map(({ source, muted }) => [source, muted]));
  }

  /** Null: no more. Resolves also when it could not be told; it is told again after `reconcile`. */
  async tell(source: Source, muted: boolean | null): Promise<void> {
    if ((this.#atBox.get(source) ?? null) === muted) return;
    try {
      await this.#setSource({ source, muted });
      if (muted === null) this.#atBox.delete(source);
      else this.#atBox.set(source, muted);
    } catch (thrown) {
      console.warn(`source-announcer: ${source} could not be told`, thrown);
    }
  }
}
