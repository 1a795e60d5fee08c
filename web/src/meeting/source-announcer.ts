import type { PayloadOf } from '@parley/sfu/contract/requests.ts';
import type { Sending, Source } from '@parley/sfu/contract/shapes.ts';
import { problemOf } from '../errors/problem.ts';

export type SourceAnnouncerTools = {
  setSource: (payload: PayloadOf<'setSource'>) => Promise<unknown>;
  /** The box knows nothing of this source (any more): it has ended what it got of it. */
  onEnded: (source: Source) => void;
  /** As setTimeout and clearTimeout; replaced in tests. */
  schedule: (task: () => void, delayMs: number) => () => void;
};

const firstRetryMs = 1_000;
const longestRetryMs = 8_000;

/** Tells one box what this person sends, again and again until it knows, and knows what the box was told. */
export class SourceAnnouncer {
  readonly #tools: SourceAnnouncerTools;
  #atBox = new Map<Source, boolean>();
  /** What is to be told again; told anything else meanwhile, or by a host, it is dropped. */
  readonly #retries = new Map<Source, () => void>();
  #closed = false;

  constructor(tools: SourceAnnouncerTools) {
    this.#tools = tools;
  }

  /**
   * On entering, after a resume, and when a host decided: what the box says it knows. Returns the sources that are otherwise than the
   * box was told, and had taken down: others decided so.
   */
  reconcile(atBox: readonly Sending[]): ReadonlySet<Source> {
    const before = this.#atBox;
    this.#atBox = new Map(atBox.map(({ source, muted }) => [source, muted]));
    const changed = [...before.keys()].filter((source) => before.get(source) !== this.#atBox.get(source));
    const decided = new Set(changed.filter((source) => !this.#retries.has(source)));
    for (const source of this.#retries.keys())
      if (before.get(source) !== this.#atBox.get(source)) this.#dropRetry(source);
    for (const source of before.keys()) if (!this.#atBox.has(source)) this.#tools.onEnded(source);
    return decided;
  }

  /** Null: no more. Resolves also when it could not be told; it is told again a little later, and after `reconcile`. */
  async tell(source: Source, muted: boolean | null): Promise<void> {
    this.#dropRetry(source);
    await this.#tell(source, muted, firstRetryMs);
  }

  close(): void {
    this.#closed = true;
    for (const source of [...this.#retries.keys()]) this.#dropRetry(source);
  }

  async #tell(source: Source, muted: boolean | null, retryMs: number): Promise<void> {
    if (this.#closed || (this.#atBox.get(source) ?? null) === muted) return;
    // Until the answer is there, this stands for the attempt: whatever is told next takes its place.
    let isLatest = true;
    const overtaken = () => {
      isLatest = false;
    };
    this.#retries.set(source, overtaken);
    try {
      await this.#tools.setSource({ source, muted });
      if (muted === null) this.#atBox.delete(source);
      else this.#atBox.set(source, muted);
      if (isLatest) this.#retries.delete(source);
    } catch (thrown) {
      if (!this.#closed) console.warn(`source-announcer: ${source} could not be told`, thrown);
      if (!isLatest) return;
      this.#retries.delete(source);
      // A role does not grow by asking again.
      if (problemOf(thrown) === 'not-granted') return;
      const again = () => {
        this.#retries.delete(source);
        void this.#tell(source, muted, Math.min(retryMs * 2, longestRetryMs));
      };
      this.#retries.set(source, this.#tools.schedule(again, retryMs));
    }
  }

  #dropRetry(source: Source): void {
    this.#retries.get(source)?.();
    this.#retries.delete(source);
  }
}
