/**
 * What this person did with polls themselves: that is no news to them. The box tells it to everybody, and a new poll often before it
 * answers whose it is.
 */
export class OwnPolls {
  readonly #began = new Set<string>();
  readonly #ended = new Set<string>();
  /** Questions that were asked and not answered yet. */
  readonly #asking = new Set<Promise<unknown>>();

  async begin(ask: () => Promise<{ poll: { id: string } }>): Promise<void> {
    const asking = ask().then(({ poll }) => void this.#began.add(poll.id));
    this.#asking.add(asking);
    try {
      await asking;
    } finally {
      this.#asking.delete(asking);
    }
  }

  async end(pollId: string, ask: () => Promise<unknown>): Promise<void> {
    this.#ended.add(pollId);
    try {
      await ask();
    } catch (thrown) {
      this.#ended.delete(pollId);
      throw thrown;
    }
  }

  /** Resolves as soon as it is known. */
  async didThis(type: 'poll-began' | 'poll-ended', pollId: string): Promise<boolean> {
    if (type === 'poll-ended') return this.#ended.has(pollId);
    await Promise.allSettled([...this.#asking]);
    return this.#began.has(pollId);
  }
}
