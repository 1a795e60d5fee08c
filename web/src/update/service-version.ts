import { apiVersion } from '@parley/worker/contract/version.ts';

/** What this tab knows of a service that was updated under it. */
export class ServiceVersion {
  readonly #own: string;
  readonly #listeners = new Set<() => void>();
  #differs = false;
  #partGone = false;

  constructor(own: number) {
    this.#own = String(own);
  }

  /** Going on with what was loaded may fail at any moment. */
  get isUpdated(): boolean {
    return this.#differs || this.#partGone;
  }

  /** What an answer said; null: it was not the service that answered. True: another version than this page's. */
  heard(version: string | null): boolean {
    if (version === null) return false;
    const before = this.isUpdated;
    // One that was put back is as good as one that never changed.
    this.#differs = version !== this.#own;
    if (this.isUpdated !== before) this.#tell();
    return this.#differs;
  }

  /** Part of the page is not there any more: a newer one took its place. */
  partGone(): void {
    const before = this.isUpdated;
    this.#partGone = true;
    if (!before) this.#tell();
  }

  /** Calls on every change until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Of this tab. */
export const serviceVersion = new ServiceVersion(apiVersion);
