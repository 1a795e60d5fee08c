import { BoxFailure } from '../errors.ts';
import { MediaRouter } from './media-router.ts';
import type { MediaWorkers } from './media-workers.ts';

export interface SpanRoutersOptions {
  workers: Pick<MediaWorkers, 'chooseFor'>;
  /** One router more. */
  added(router: MediaRouter): void;
  /** This one died with its media worker. */
  lost(router: MediaRouter): void;
  /** Another router could not be opened. */
  failed(error: unknown): void;
}

/** The routers of one span: the first, and one more for newcomers whenever their media workers have enough to do. */
export class SpanRouters {
  /** Those that live. */
  private routers: MediaRouter[] = [];
  /** Another one is being opened. */
  private growing: Promise<void> | null = null;
  private over = false;
  private readonly options: SpanRoutersOptions;

  constructor(first: MediaRouter, options: SpanRoutersOptions) {
    this.options = options;
    this.add(first);
    this.over = this.routers.length === 0;
  }

  /** It was closed, or the last of them died: there will be none any more. */
  get closed(): boolean {
    return this.over;
  }

  get count(): number {
    return this.routers.length;
  }

  /** The router for one endpoint more, to be given back with `leave`. */
  async enter(): Promise<MediaRouter> {
    while (this.growing) await this.growing;
    const chosen = this.options.workers.chooseFor(this.routers);
    if (chosen && !(chosen instanceof MediaRouter) && chosen.running && !this.over) {
      this.growing = MediaRouter.open(chosen, chosen.running)
        // When it died under our hands, those who are here make room.
        .then((router) => this.add(router), this.options.failed)
        .finally(() => {
          this.growing = null;
        });
      await this.growing;
    }
    const router = chosen instanceof MediaRouter ? chosen : this.routers.at(-1);
    if (!router) throw new BoxFailure('media-unavailable');
    router.endpoints += 1;
    router.worker.arrivals.add();
    return router;
  }

  /** Someone is not on this router any more. Without anybody it goes, unless it is the last. */
  leave(router: MediaRouter): void {
    router.endpoints -= 1;
    if (router.endpoints > 0 || router.closed || this.routers.length < 2) return;
    this.routers = this.routers.filter((each) => each !== router);
    router.close();
  }

  close(): void {
    this.over = true;
    for (const router of this.routers.splice(0)) router.close();
  }

  private add(router: MediaRouter): void {
    // Nobody is here any more to close it later.
    if (this.over) router.close();
    if (router.closed) return;
    this.routers.push(router);
    router.router.once('workerclose', () => this.lose(router));
    this.options.added(router);
  }

  private lose(router: MediaRouter): void {
    this.routers = this.routers.filter((each) => each !== router);
    this.over ||= this.routers.length === 0;
    this.options.lost(router);
  }
}
