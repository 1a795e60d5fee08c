/** Figures that are read from many rows: given again for a while, so that a page that asks all day does not use up the database's rows. */
export class KeptFigures<Figures> {
  readonly #keptMs: number;
  /** As each isolate knows them. */
  readonly #known = new WeakMap<D1Database, { figures: Figures; untilMs: number }>();

  constructor(keptMs: number) {
    this.#keptMs = keptMs;
  }

  async of(db: D1Database, nowMs: number, read: () => Promise<Figures>): Promise<Figures> {
    const known = this.#known.get(db);
    if (known && known.untilMs > nowMs) return known.figures;
    const figures = await read();
    this.#known.set(db, { figures, untilMs: nowMs + this.#keptMs });
    return figures;
  }
}
