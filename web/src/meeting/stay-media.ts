import type { NoticeOf } from '@parley/sfu/contract/notices.ts';
import type { MediaSetup } from '@parley/sfu/contract/requests.ts';
import type { Epoch, Sending, Source } from '@parley/sfu/contract/shapes.ts';
import type { IceServer } from '@parley/worker/contract/meetings.ts';
import { after } from '../media/after.ts';
import type { MediaDevice } from '../media/media-device.ts';
import type { PathHealth } from '../media/path.ts';
import { SfuPath, type SfuPathEvents } from '../media/sfu-path.ts';
import { SourceAnnouncer } from './source-announcer.ts';
import type { Resumed, Stay } from './stay.ts';

export type StayMediaOptions = {
  stay: Stay;
  media: MediaDevice;
  setup: MediaSetup;
  iceServers: () => IceServer[];
  /** What the box was told of this person's sources with `join`. */
  told: readonly Sending[];
  events: Omit<SfuPathEvents, 'onReceived' | 'onHealth'> & {
    onReceived: (path: SfuPath, received: Parameters<SfuPathEvents['onReceived']>[0]) => void;
    onHealth: (health: PathHealth) => void;
    /** A new path takes over from the one before, which stays until something better plays. */
    onPath: (path: SfuPath) => void;
    /** The box has no transports for this person. */
    onGone: () => void;
  };
};

/** The way through the box of one stay: its path, those that died before it, and what the box was told of this person's sources. */
export class StayMedia {
  readonly stay: Stay;
  readonly announcer: SourceAnnouncer;
  readonly #options: StayMediaOptions;
  #path: SfuPath;
  #dead: SfuPath[] = [];
  #opening = false;
  #closed = false;

  constructor(options: StayMediaOptions) {
    this.#options = options;
    this.stay = options.stay;
    this.announcer = new SourceAnnouncer({
      setSource: (payload) => options.stay.request('setSource', payload),
      onEnded: (source) => this.#path.endedAtBox(source),
      schedule: after,
    });
    this.announcer.reconcile(options.told);
    this.#path = this.#makePath(options.setup);
  }

  get path(): SfuPath {
    return this.#path;
  }

  /** Paths that nothing is sent by any more; they are closed when nothing plays from them. */
  get dead(): readonly SfuPath[] {
    return this.#dead;
  }

  /** New transports in the same room. Fails silently: the recovery ladder tries again. */
  async reopen(): Promise<void> {
    if (this.#opening || this.#closed || !this.stay.isConnected) return;
    this.#opening = true;
    try {
      const setup = await this.stay.openMedia();
      if (this.#closed) return;
      this.#bury(this.#path);
      this.#path = this.#makePath(setup);
      this.#options.events.onPath(this.#path);
    } catch (thrown) {
      console.warn('stay-media: media could not be opened again', thrown);
    } finally {
      this.#opening = false;
    }
  }

  onConsumerAdded({ epoch, consumer }: NoticeOf<'consumerAdded'>): void {
    if (sameEpoch(epoch, this.#path.epoch)) void this.#path.addConsumer(consumer, false);
  }

  onConsumerClosed({ consumerId }: NoticeOf<'consumerClosed'>): void {
    this.#path.removeConsumer(consumerId);
  }

  onWatchedLayers({ source, maxSpatialLayer }: { source: Source; maxSpatialLayer: number }): void {
    this.#path.limitLayers(source, maxSpatialLayer);
  }

  /**
   * Brings this side in line with what the box says: notices, requests and answers may have been lost with the connection. Returns the
   * sources that others stopped meanwhile: they are not to begin again by themselves.
   */
  catchUp({ mediaEpoch, participants, consumers, watchedLayers }: Resumed): ReadonlySet<Source> {
    const own = participants.find(({ id }) => id === this.stay.participantId)?.sending ?? [];
    const decided = this.announcer.reconcile(own);
    if (!mediaEpoch || !sameEpoch(mediaEpoch, this.#path.epoch)) {
      this.#options.events.onGone();
      return decided;
    }
    this.#path.reconcile(consumers);
    for (const each of watchedLayers) this.onWatchedLayers(each);
    return decided;
  }

  /** Nothing is sent here any more; what plays stays until something better does. */
  giveUp(): void {
    this.#closed = true;
    this.announcer.close();
    this.#bury(this.#path);
  }

  closeDead(path: SfuPath): void {
    this.#dead = this.#dead.filter((each) => each !== path);
    path.close();
  }

  close(): void {
    this.#closed = true;
    this.announcer.close();
    for (const path of [this.#path, ...this.#dead]) path.close();
    this.#dead = [];
  }

  #bury(path: SfuPath): void {
    path.stopSending();
    if (!this.#dead.includes(path)) this.#dead.push(path);
  }

  #makePath(setup: MediaSetup): SfuPath {
    const { media, iceServers, events } = this.#options;
    const path: SfuPath = new SfuPath(media, setup, iceServers(), (name, payload) => this.stay.request(name, payload), {
      ...events,
      onReceived: (received) => events.onReceived(path, received),
      onHealth: (health) => this.#path === path && !this.#closed && events.onHealth(health),
    });
    return path;
  }
}

function sameEpoch(one: Epoch, other: Epoch): boolean {
  return one.placement === other.placement && one.change === other.change;
}
