import type { Sending } from '@parley/sfu/contract/shapes.ts';
import type { IceServer } from '@parley/worker/contract/meetings.ts';
import { after } from '../media/after.ts';
import type { MediaDevice } from '../media/media-device.ts';
import type { PathHealth, Received } from '../media/path.ts';
import type { SfuPath } from '../media/sfu-path.ts';
import type { ViewReporter } from '../media/view-reporter.ts';
import { WatchReporter } from '../media/watch-reporter.ts';
import type { Entered, Stay } from './stay.ts';
import { StayMedia } from './stay-media.ts';
import { Timers } from './timers.ts';

export type BoxWaysTools = {
  media: MediaDevice;
  views: ViewReporter;
  iceServers: () => IceServer[];
  freshIceServers: () => Promise<IceServer[] | null>;
  onReceived: (path: SfuPath, received: readonly Received[]) => void;
  /** A new path took over. */
  onPath: (path: SfuPath) => void;
  /** Of the current way. */
  onHealth: (health: PathHealth) => void;
  /** The box has no transports for this person any more. */
  onGone: () => void;
  /** Streams of these paths play now. */
  playing: () => ReadonlySet<string>;
  /** There is one way less. */
  onLess: () => void;
};

/** What a lost box left on screen goes at the latest after so long. */
const leftoversKeptMs = 25_000;

/**
 * The ways through boxes: the current one, that of a box which is being left, and those that are over but may be the last that was
 * seen and heard of somebody. The latter are closed when nothing plays from them any more.
 */
export class BoxWays {
  /** What the boxes are told that this person watches. */
  readonly watched: WatchReporter;
  readonly #tools: BoxWaysTools;
  #stays: StayMedia[] = [];
  readonly #leftovers = new Set<StayMedia>();
  readonly #timers = new Timers();
  readonly #unsubscribe: () => void;

  constructor(tools: BoxWaysTools) {
    this.#tools = tools;
    this.watched = new WatchReporter({
      seen: () => tools.views.seen(),
      paths: () => this.#stays.map(({ path }) => path),
      schedule: after,
    });
    this.#unsubscribe = tools.views.onSeen(() => this.watched.changed());
  }

  get current(): StayMedia | null {
    return this.#stays.at(-1) ?? null;
  }

  /** Of all stays that go on; the last one is the current. */
  get stays(): readonly StayMedia[] {
    return this.#stays;
  }

  /** More than one, or one too many. */
  get areSeveral(): boolean {
    return this.#stays.length > 1 || this.#leftovers.size > 0;
  }

  of(stay: Stay): StayMedia | null {
    return this.#stays.find((each) => each.stay === stay) ?? null;
  }

  /** A stay entered a room; those before it go on beside it until they are given up. */
  enter(stay: Stay, { media: setup }: Entered, told: readonly Sending[]): StayMedia {
    const { media, views, iceServers, ...tools } = this.#tools;
    const isCurrent = () => this.current === stayMedia;
    const stayMedia: StayMedia = new StayMedia({
      stay,
      media,
      setup,
      iceServers,
      told,
      events: {
        onReceived: tools.onReceived,
        onAttached: ({ id, participantId, source }, playing) => views.attach(id, participantId, source, playing),
        onDetached: (id) => views.detach(id),
        onHealth: (health) => isCurrent() && tools.onHealth(health),
        onPath: (path) => {
          tools.onPath(path);
          this.watched.changed();
          // Nothing needs it: it is as good as connected.
          if (path.connected && isCurrent()) tools.onHealth(path.health);
          for (const dead of stayMedia.dead) this.#timers.after(leftoversKeptMs, () => stayMedia.closeDead(dead));
        },
        onGone: () => isCurrent() && tools.onGone(),
      },
    });
    this.#stays.push(stayMedia);
    this.watched.changed();
    return stayMedia;
  }

  /** What boxes are told of tiles may have been lost with a connection. */
  tellAgain(): void {
    this.#tools.views.tellAgain();
    this.watched.tellAgain();
  }

  /** A new way for the same streams. Fails silently: the recovery ladder decides what comes next. */
  async restartIce(): Promise<void> {
    const path = this.current?.path;
    try {
      await path?.restartIce(await this.#tools.freshIceServers());
      performance.mark('parley:ice-restarted');
    } catch (thrown) {
      console.warn('box-ways: ICE restart failed', thrown);
    }
  }

  /** The stay is over, or its box is lost: what it left on screen stays until something better plays. */
  giveUp(stay: Stay): void {
    const stayMedia = this.of(stay);
    if (!stayMedia) return;
    this.#stays = this.#stays.filter((each) => each !== stayMedia);
    stayMedia.giveUp();
    this.#leftovers.add(stayMedia);
    this.#timers.after(leftoversKeptMs, () => this.#close(stayMedia));
    this.sweep();
    this.#tools.onLess();
  }

  /** Closes what is over and plays nothing. */
  sweep(): void {
    const playing = this.#tools.playing();
    for (const stayMedia of [...this.#stays, ...this.#leftovers])
      for (const path of stayMedia.dead) if (!playing.has(path.id)) stayMedia.closeDead(path);
    for (const stayMedia of this.#leftovers) if (stayMedia.dead.length === 0) this.#close(stayMedia);
  }

  close(): void {
    this.#timers.close();
    this.#unsubscribe();
    this.watched.close();
    for (const each of [...this.#stays, ...this.#leftovers]) each.close();
    this.#stays = [];
    this.#leftovers.clear();
  }

  #close(stayMedia: StayMedia): void {
    stayMedia.close();
    if (this.#leftovers.delete(stayMedia)) this.#tools.onLess();
  }
}
