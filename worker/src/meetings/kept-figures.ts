/** Figures given again for a while: a page that asks all day must not use up what the database may read in a day. */
export class KeptFigures<Figures> {
  readonly #keepMs: (figures: Figures) => number;
  /** As each isolate knows them. */
  readonly #known = new WeakMap<D1Database, { figures: Figures; untilMs: number }>();

  /** @param keepMs the more their reading costs, the longer */
  constructor(keepMs: (figures: Figures) => number) {
    this.#keepMs = keepMs;
  }

  async of(db: D1Database, nowMs: number, read: () => Promise<Figures>): Promise<Figures> {
    const known = this.#known.get(db);
    if (known && known.untilMs > nowMs) return known.figures;
    const figures = await read();
    this.#known.set(db, { figures, untilMs: nowMs + this.#keepMs(figures) });
    return figures;
  }
}
