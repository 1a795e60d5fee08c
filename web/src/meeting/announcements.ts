/** Names of those who came and went within a short while, told in one calm sentence each. */
export type Announcement = { came: string[]; went: string[] };

const gatherMs = 1_200;

/** Gathers arrivals and departures, so that thirty people who come at nine o'clock make one announcement, not thirty. */
export class Announcer {
  readonly #announce: (announcement: Announcement) => void;
  readonly #gatherMs: number;
  #came = new Map<string, string>();
  #went = new Map<string, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(announce: (announcement: Announcement) => void, gatheringMs = gatherMs) {
    this.#announce = announce;
    this.#gatherMs = gatheringMs;
  }

  came(id: string, name: string): void {
    // Someone who reloads leaves and comes within moments: not worth a word.
    if (!this.#went.delete(id)) this.#came.set(id, name);
    this.#plan();
  }

  went(id: string, name: string): void {
    if (!this.#came.delete(id)) this.#went.set(id, name);
    this.#plan();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #plan(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const announcement = { came: [...this.#came.values()], went: [...this.#went.values()] };
      this.#came.clear();
      this.#went.clear();
      if (announcement.came.length + announcement.went.length > 0) this.#announce(announcement);
    }, this.#gatherMs);
  }
}
