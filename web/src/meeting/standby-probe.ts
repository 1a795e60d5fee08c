import type { SfuPath } from '../media/sfu-path.ts';

/** Whether the way through the box would work from here; null: not known yet, or in use and so plain to see. */
export type Standby = 'works' | 'fails' | null;

export type StandbyProbeTools = {
  /** As setTimeout and clearTimeout; replaced in tests. */
  schedule: (task: () => void, delayMs: number) => () => void;
  onStandby: (standby: Standby) => void;
};

const firstRetryMs = 10_000;
const longestRetryMs = 120_000;

/** While media go directly, finds out whether the way through the box works, before it is needed. */
export class StandbyProbe {
  readonly #tools: StandbyProbeTools;
  readonly #worked = new WeakSet<Pick<SfuPath, 'probe'>>();
  #path: Pick<SfuPath, 'probe'> | null = null;
  #standby: Standby = null;
  #cancelRetry: (() => void) | null = null;

  constructor(tools: StandbyProbeTools) {
    this.#tools = tools;
  }

  /** Tries this way until it works, unless it did before; null: none is on standby. */
  watch(path: Pick<SfuPath, 'probe'> | null): void {
    if (path === this.#path) return;
    this.#cancelRetry?.();
    this.#path = path;
    const worked = path !== null && this.#worked.has(path);
    this.#tell(worked ? 'works' : null);
    if (path && !worked) void this.#probe(path, firstRetryMs);
  }

  async #probe(path: Pick<SfuPath, 'probe'>, retryMs: number): Promise<void> {
    try {
      await path.probe();
      this.#worked.add(path);
      if (path === this.#path) this.#tell('works');
    } catch (thrown) {
      if (path !== this.#path) return;
      console.warn('standby-probe: the way through the box does not work from here', thrown);
      this.#tell('fails');
      const again = () => void this.#probe(path, Math.min(retryMs * 2, longestRetryMs));
      this.#cancelRetry = this.#tools.schedule(again, retryMs);
    }
  }

  #tell(standby: Standby): void {
    if (standby === this.#standby) return;
    this.#standby = standby;
    this.#tools.onStandby(standby);
  }
}
